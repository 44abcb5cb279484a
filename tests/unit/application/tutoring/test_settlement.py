from tests.support.tutor_desk import LEARNER, TutorDesk

from parlons.domain.tutoring.spending import SpendingEntry
from parlons.domain.tutoring.usage import ModelCall, TokenUsage


def call(model: str = "scripted", **tokens: object) -> ModelCall:
    return ModelCall(model=model, usage=TokenUsage(**tokens))


def test_a_call_is_in_the_ledger_at_once_and_in_full():
    desk = TutorDesk()
    usage = TokenUsage(input_tokens=100, output_tokens=20, cached_tokens=50)
    desk.spending.open(desk.task()).charge(ModelCall(model="scripted", usage=usage))
    (entry,) = desk.ledger
    assert entry == SpendingEntry(
        id=entry.id,
        user_id=LEARNER.user_id,
        task="ask",
        model="scripted",
        usage=usage,
        cost_microdollars=300,
        spent_at=desk.clock.now(),
    )


def test_a_bill_adds_up_its_calls():
    desk = TutorDesk()
    bill = desk.spending.open(desk.task())
    bill.charge(call(input_tokens=10, output_tokens=1, cached_tokens=2))
    bill.charge(call(input_tokens=5, output_tokens=2, estimated=True))
    assert bill.usage == TokenUsage(
        input_tokens=15, output_tokens=3, cached_tokens=2, estimated=True
    )
    assert bill.cost_microdollars == 10 + 10 + 5 + 20


def test_bills_are_apart():
    desk = TutorDesk()
    desk.spending.open(desk.task()).charge(call(input_tokens=10))
    assert desk.spending.open(desk.task()).usage == TokenUsage()


def test_a_model_of_unknown_price_is_in_the_ledger_without_a_cost():
    desk = TutorDesk()
    bill = desk.spending.open(desk.task())
    bill.charge(call("unheard-of", input_tokens=10))
    assert [entry.cost_microdollars for entry in desk.ledger] == [None]
    assert bill.cost_microdollars is None
