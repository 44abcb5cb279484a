"""How RabbitMQ is spoken to."""

from parlons.adapters.dispatch.rabbitmq_dispatcher import rabbitmq_dispatcher


def test_messages_are_confirmed_and_ordered_by_priority():
    sender = rabbitmq_dispatcher("amqp://nowhere", "p.").sender
    assert (sender.confirm_delivery, sender.max_priority) == (True, 10)


def test_only_receivers_which_are_always_there_keep_up_a_heartbeat():
    dispatcher = rabbitmq_dispatcher("amqp://nowhere?heartbeat=60", "p.")
    assert dispatcher.sender.parameters.heartbeat == 0
    assert dispatcher.connect().parameters.heartbeat == 10


def test_the_address_says_where_and_who():
    parameters = rabbitmq_dispatcher("amqps://ada:secret@mq.example:5999/school", "p.").sender
    parameters = parameters.parameters
    assert (parameters.host, parameters.port) == ("mq.example", 5999)
    assert parameters.virtual_host == "school"
    assert parameters.credentials.username == "ada"
    assert parameters.ssl_options is not None
