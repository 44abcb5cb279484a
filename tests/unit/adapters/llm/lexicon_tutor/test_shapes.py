"""Each family of questions, in English and in French, over a course whose every word is known."""

import pytest
from tests.support.tutored_course import asked, tutor

TUTOR = tutor()

SAID = {
    # conjugation
    "Conjugate avoir in the present": "**j'ai**, **tu as**, **il a**, **nous avons**",
    "Conjugue avoir au présent": "présent : **j'ai**",
    "What is the nous form of avoir?": "present: **nous avons**",
    "Conjugue avoir à la troisième personne du pluriel": "présent : **ils ont**",
    "What's the past participle of avoir?": "past participle: **eu**",
    "conjugate to have": "**avoir** (to have)",
    "Comment se conjugue « se laver » ?": "**je me lave**",
    # gender
    "Which gender is maison?": "**feminine**: *une maison*, *la maison*",
    "Quel est le genre de maison ?": "du genre **féminin**",
    "Is it le or la chien?": "*un chien*, *le chien*",
    "hôtel, c'est masculin ou féminin ?": "**masculin** : *un hôtel* (",
    "Is vacances masculine or feminine?": "**feminine** (",
    # forms
    "What is the plural of chien?": "The plural of **chien** (dog) is **chiens**",
    "Quel est le féminin de beau ?": "**belle**",
    "What's the feminine of serveur?": "is **serveuse**",
    "masculine of serveuse": "is **serveur**",
    "Quel est le masculin de belle ?": "**belle** (beautiful), masculin : **beau**",
    "plural of belle": "**belles**",
    # difference
    "What is the difference between son and leur?": "One owner has *son chien*",
    "Quelle est la différence entre « son » et « leur » ?": "One owner has *son chien*",
    "son vs sa": "on “Son or sa?”",
    "What's the difference between dog and house?": "No note of the course compares them",
    # pronunciation and examples
    "How do I pronounce beau?": "is pronounced /bo/",
    "Comment se prononce « beau » ?": "pronunciation?term=beau",
    "Give me an example with beau": "*Un beau chien !* (A beautiful dog!)",
    "Utilise « chien » dans une phrase": "*Un beau chien !*",
    # numbers and times
    "How do you say 71?": "71 is **soixante et onze** in French",
    "What number is soixante-deux?": "**soixante-deux** is 62",
    "Comment dit-on 82 ?": "82 se dit **quatre-vingt-deux**",
    "How do you say two hundred?": "200 is **deux cents**",
    "How do you say 7:30?": "**il est sept heures et demie",
    "Que veut dire « il est sept heures et quart » ?": "7:15",
    "Comment dit-on half past seven ?": "sept heures et demie",
    # lists and units
    "What are the days of the week?": "**lundi** (Monday), **mardi** (Tuesday).",
    "Quels sont les jours de la semaine ?": "Les jours de la semaine",
    "What does unit 2 teach?": "[L'heure, one](/api/lessons/2)",
    "Qu'enseigne l'unité 1 ?": "Say what you own.",
    "Where is chien taught?": "**chien** (dog) is taught in [Unit 1, Chez moi](/api/units/1).",
    "Dans quelle unité apprend-on la négation ?": "sous « Ne … pas »",
    "What do you cover?": "- [Unit 2, L'heure](/api/units/2): Tell the time and count.",
    # grammar
    "When do I use ne … pas?": "Two words go round the verb",
    "Explique la négation": "Two words go round the verb",
    "Explain how to tell the time": "It begins with **il est**.",
    # words by their forms, and what the notes translate
    "What does avons mean?": "**avons** is a form of **avoir**: nous avons (present).",
    "what does la mean": "**la** is a form of **le**",
    "what does là mean": "**là** means “there”",
    "How do you say I have?": "*j'ai* means “I have”",
}


@pytest.mark.parametrize(("question", "told"), SAID.items(), ids=SAID)
def test_a_question_is_answered_from_the_course(question: str, told: str):
    reply = asked(TUTOR, question)
    assert told in reply.text
    assert reply.answered


NOT_SAID = {
    "Conjugate avoir in the subjunctive": "does not give the subjunctive of **avoir**",
    "Conjugue avoir au futur": "futur",
    "Conjugate chien": "“chien” is not among",
    "Which gender is beau?": "is no noun here but: adjective",
    "What's the feminine of boulanger?": "does not give the feminine of **boulanger**",
    "plural of vacances": "does not give the plural of **vacances**",
    "What's the difference between chien and tractor?": "I find no comparison",
    "How do you pronounce tractor?": "“tractor” is not among",
    "Give me an example with maison": "has no sentence with “maison”",
    "How do you say 99?": "99 is beyond what I can write in words",
    "How do you say 5000?": "The course counts to 200",
    "What are the months?": "does not teach these words",
    "What does unit 3 teach?": "The course has no unit 3; it has 2.",
    "Where is the subjunctive taught?": "in no unit of the course",
    "Explain the subjunctive": "No note of the course treats “the subjunctive”",
    "What does « du marché » mean?": "is not among the words",
    "What is the etymology of « maison »?": "is not among the words",
    "How do you say chien in Spanish?": "I know no Spanish",
    "Comment dit-on tractor ?": "n'est pas parmi les mots de ce cours",
    "How do you say louse?": "“louse” is not among",
    "Why is the sky blue?": "is not among the words",
}


@pytest.mark.parametrize(("question", "missing"), NOT_SAID.items(), ids=NOT_SAID)
def test_what_the_course_does_not_hold_is_not_answered(question: str, missing: str):
    reply = asked(TUTOR, question)
    assert missing in reply.text
    assert not reply.answered
    assert reply.references == ()


def test_a_reply_without_an_answer_begins_alike_in_each_language():
    for question, first in (
        ("How do you say tractor?", "I don't know that from this course.\n\n"),
        ("Que veut dire « tracteur » ?", "Je ne le sais pas : ce n'est pas dans ce cours.\n\n"),
    ):
        assert asked(TUTOR, question).text.startswith(first)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What does maisson mean?", "I take it you mean “maison”."),
        ("Que veut dire « boulangreie » ?", "Je suppose que vous voulez dire « boulangerie »."),
        ("How do you say hollidays?", "I take it you mean “holidays”."),
        ("Conjugat avoir", "**avoir** (to have)"),
        ("diference between son and leur", "One owner has"),
    ],
)
def test_a_slip_is_taken_for_the_word_that_is_meant(question: str, told: str):
    assert told in asked(TUTOR, question).text


@pytest.mark.parametrize(
    "question", ["What does Maisson mean?", "how do you say mouse", "Is un hôte masculine?"]
)
def test_what_may_be_another_word_is_no_slip(question: str):
    assert not asked(TUTOR, question).answered
