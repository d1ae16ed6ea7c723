"""Kinds and speakers in the many wordings that letters have. "" stands for nobody."""

import pytest

from tracker.reading.parts import Parts
from tracker.reading.quotations import find_quotations
from tracker.reading.rows import QuotationKind
from tracker.reading.speakers import defined_names
from tracker.reading.transcript import Span, Transcript

ADDRESS = "The Honorable John Doe\nAdministrator"

SENTENCES = [
    (
        'According to a recent report by the Government Accountability Office, the agency "failed to track '
        'more than half of its contracts."',
        [(QuotationKind.QUOTATION, "Government Accountability Office")],
    ),
    (
        'As GAO noted in its 2019 report, the program "lacks basic internal controls."',
        [(QuotationKind.QUOTATION, "GAO")],
    ),
    (
        'In her testimony before the Committee, Administrator Jane Smith stated that the agency "has no '
        'plans to close the facility."',
        [(QuotationKind.QUOTATION, "Jane Smith")],
    ),
    (
        '"We have no higher priority than safety," said Steve Dickson, the FAA Administrator, last week.',
        [(QuotationKind.QUOTATION, "Dickson")],
    ),
    ('"We have no higher priority than safety," Mr. Dickson told reporters.', [(QuotationKind.QUOTATION, "Dickson")]),
    ('Mr. Dickson told reporters, "We have no higher priority than safety."', [(QuotationKind.QUOTATION, "Dickson")]),
    (
        'The Inspector General found that officials "knowingly disregarded" warnings from engineers.',
        [(QuotationKind.QUOTATION, "Inspector General")],
    ),
    (
        'The Department\'s own website states that benefits "will be paid within thirty days of application."',
        [(QuotationKind.QUOTATION, "Department")],
    ),
    (
        'Your letter of May 3 claims that the agency is "fully committed to transparency."',
        [(QuotationKind.QUOTATION, "John Doe")],
    ),
    (
        'On June 2, 2014, you testified that "there will be no reductions in force this year."',
        [(QuotationKind.QUOTATION, "John Doe")],
    ),
    (
        'In response to a question from Senator Cardin, you said that you would "look into it immediately."',
        [(QuotationKind.QUOTATION, "John Doe")],
    ),
    (
        'Section 301 of the Act provides that the Secretary "shall consult with affected Indian tribes."',
        [(QuotationKind.QUOTATION, "")],
    ),
    (
        'The statute requires the agency to use the "best available science" in making listing decisions.',
        [(QuotationKind.QUOTATION, "")],
    ),
    (
        'The New York Times reported on Monday that the company "routinely ignored complaints from workers."',
        [(QuotationKind.QUOTATION, "New York Times")],
    ),
    (
        'One veteran wrote to my office: "I have been waiting two years for an answer."',
        [(QuotationKind.QUOTATION, "veteran")],
    ),
    (
        'A constituent from Dayton told me, "I can no longer afford my insulin."',
        [(QuotationKind.QUOTATION, "constituent")],
    ),
    (
        'President Obama has called the backlog "a national disgrace that must end."',
        [(QuotationKind.QUOTATION, "Obama")],
    ),
    (
        'The President said in his State of the Union address that "no one who works full time should live '
        'in poverty."',
        [(QuotationKind.QUOTATION, "President")],
    ),
    (
        'Secretary Johnson, when asked about the policy, replied that it was "under active review by the Department."',
        [(QuotationKind.QUOTATION, "Johnson")],
    ),
    (
        'In a statement, the company said it was "committed to protecting customer data."',
        [(QuotationKind.QUOTATION, "company")],
    ),
    (
        'The company said in a press release that it "takes these allegations very seriously."',
        [(QuotationKind.QUOTATION, "company")],
    ),
    (
        'Wells Fargo\'s chief executive, John Stumpf, has said employees "did not honor our culture."',
        [(QuotationKind.QUOTATION, "Stumpf")],
    ),
    (
        'As the Supreme Court explained in Massachusetts v. EPA, agencies may not "shirk their environmental '
        'responsibilities."',
        [(QuotationKind.QUOTATION, "Supreme Court")],
    ),
    (
        'The court held that the rule was "arbitrary and capricious and not in accordance with law."',
        [(QuotationKind.QUOTATION, "court")],
    ),
    (
        'Judge Sullivan wrote that the government\'s position was "utterly without merit in this case."',
        [(QuotationKind.QUOTATION, "Sullivan")],
    ),
    (
        'As Justice Brandeis once wrote, "sunlight is said to be the best of disinfectants."',
        [(QuotationKind.QUOTATION, "Brandeis")],
    ),
    (
        'The National Academy of Sciences concluded in 2007 that the models are "not adequate for regulatory use."',
        [(QuotationKind.QUOTATION, "National Academy of Sciences")],
    ),
    ('The report found that "nearly one in five claims was denied in error."', [(QuotationKind.QUOTATION, "")]),
    (
        'The GAO report concluded that the Department "cannot account for these funds."',
        [(QuotationKind.QUOTATION, "GAO")],
    ),
    (
        'A 2015 study by researchers at Harvard University found "no evidence that the program reduces crime."',
        [(QuotationKind.QUOTATION, "Harvard")],
    ),
    (
        'The American Farm Bureau Federation has warned that the rule "would be devastating to family farmers."',
        [(QuotationKind.QUOTATION, "Farm Bureau")],
    ),
    (
        'In the words of one industry analyst, the merger is "a bad deal for consumers and workers."',
        [(QuotationKind.QUOTATION, "analyst")],
    ),
    (
        'Commissioner O\'Rielly has described the proposal as "a solution in search of a problem."',
        [(QuotationKind.QUOTATION, "O'Rielly")],
    ),
    (
        'Executive Order 12898 directs agencies to address "disproportionately high and adverse human health effects."',
        [(QuotationKind.QUOTATION, "")],
    ),
    ('The so-called "sunset" provision was never debated.', [(QuotationKind.SCARE, "")]),
    ('This "temporary" measure has now lasted ten years.', [(QuotationKind.SCARE, "")]),
    (
        'The rule, entitled "Definition of Fiduciary Under the Act," was published in April.',
        [(QuotationKind.TITLE, "")],
    ),
    ('We write regarding the Consumer Financial Protection Bureau (the "Bureau").', [(QuotationKind.DEFINED_TERM, "")]),
    (
        'Acme Corporation (hereinafter "Acme" or the "Company") operates the plant.',
        [(QuotationKind.DEFINED_TERM, ""), (QuotationKind.DEFINED_TERM, "")],
    ),
    ('I refer to the article "A Hidden Crisis in Rural America" in the Times.', [(QuotationKind.TITLE, "")]),
    ('The Department\'s "Operation Fast and Furious" program failed.', [(QuotationKind.TITLE, "")]),
    (
        'In an e-mail dated May 4, Ms. Lerner wrote, "No one will ever believe that both your hard drive and '
        'mine crashed."',
        [(QuotationKind.QUOTATION, "Lerner")],
    ),
    (
        'Internal e-mails show that staff were told "to slow-walk the applications until after the election."',
        [(QuotationKind.QUOTATION, "")],
    ),
    (
        'General Dempsey warned Congress that sequestration would leave the force "hollow and unprepared for '
        'war." He added that it would "put our nation at greater risk of coercion."',
        [(QuotationKind.QUOTATION, "Dempsey"), (QuotationKind.QUOTATION, "Dempsey")],
    ),
    (
        'Dr. Fauci said that "the vaccine is safe and effective." He went on to say that "everyone who is '
        'eligible should get it."',
        [(QuotationKind.QUOTATION, "Fauci"), (QuotationKind.QUOTATION, "Fauci")],
    ),
    (
        'The CDC recommends that "all persons six months and older be vaccinated annually," a recommendation '
        'that it says "has not changed in a decade of practice."',
        [(QuotationKind.QUOTATION, "CDC"), (QuotationKind.QUOTATION, "CDC")],
    ),
    (
        "The Inspector General's report, issued last week, called the lapses \"inexcusable and systemic "
        'failures of leadership."',
        [(QuotationKind.QUOTATION, "Inspector General")],
    ),
    (
        'Mayor Bill de Blasio of New York, in a letter to you dated March 3, wrote that the city "will be '
        'unable to house these families."',
        [(QuotationKind.QUOTATION, "de Blasio")],
    ),
    (
        'Amtrak officials have acknowledged "serious deficiencies in the maintenance of the bridge."',
        [(QuotationKind.QUOTATION, "Amtrak")],
    ),
    ('It has been reported that the contractor "billed for work never performed."', [(QuotationKind.QUOTATION, "")]),
    (
        '"This is a betrayal of the public trust," the union\'s president, Maria Lopez, said.',
        [(QuotationKind.QUOTATION, "Lopez")],
    ),
    (
        '"This is a betrayal," wrote the editorial board of the Wall Street Journal, "and it must not be '
        'allowed to stand."',
        [(QuotationKind.QUOTATION, "Wall Street Journal"), (QuotationKind.QUOTATION, "Wall Street Journal")],
    ),
    (
        'As you stated during your confirmation hearing: "I will be responsive to every member of this Committee."',
        [(QuotationKind.QUOTATION, "John Doe")],
    ),
    (
        'We agree with the Commission\'s conclusion that "competition is the best regulator of prices."',
        [(QuotationKind.QUOTATION, "Commission")],
    ),
    (
        'We share the concern expressed by the Sierra Club that the project "would destroy critical habitat."',
        [(QuotationKind.QUOTATION, "Sierra Club")],
    ),
    (
        'You have repeatedly assured Congress that the project is "on time and on budget."',
        [(QuotationKind.QUOTATION, "John Doe")],
    ),
    (
        'The letter from the Governor asked FEMA to "expedite the approval of individual assistance."',
        [(QuotationKind.QUOTATION, "Governor")],
    ),
    (
        "The Attorney General's memorandum directs United States Attorneys to \"convene meetings with "
        'federal, state, and local leaders."',
        [(QuotationKind.QUOTATION, "Attorney General")],
    ),
    ('The memorandum states, "No funds shall be obligated without prior approval."', [(QuotationKind.QUOTATION, "")]),
    (
        'Under the terms of the agreement, the company must "cease all mining operations by December 31."',
        [(QuotationKind.QUOTATION, "")],
    ),
    (
        'As then-Senator Kerry put it in 2004, the policy was "the wrong war in the wrong place at the wrong time."',
        [(QuotationKind.QUOTATION, "Kerry")],
    ),
    (
        'Microsoft President Brad Smith testified that "this is the largest and most sophisticated attack '
        'the world has ever seen."',
        [(QuotationKind.QUOTATION, "Brad Smith")],
    ),
    (
        'Dr. Richard Besser, acting director of the CDC, told the Senate that "the risk is real and growing."',
        [(QuotationKind.QUOTATION, "Besser")],
    ),
    (
        'Earlier this year, EPA Administrator Scott Pruitt announced that the agency would "get back to basics."',
        [(QuotationKind.QUOTATION, "Pruitt")],
    ),
    ('HUD\'s notice states that PHAs "may not deny assistance on this basis."', [(QuotationKind.QUOTATION, "HUD")]),
    (
        'Your predecessor, Secretary Shulkin, pledged that the Department would "fix this problem once and for all."',
        [(QuotationKind.QUOTATION, "Shulkin")],
    ),
    (
        'When asked whether he would comply, Mr. Zuckerberg responded, "I will have my team get back to you."',
        [(QuotationKind.QUOTATION, "Zuckerberg")],
    ),
    (
        'Former FDA Commissioner Scott Gottlieb has noted that these products "are a public health hazard to '
        'our kids."',
        [(QuotationKind.QUOTATION, "Gottlieb")],
    ),
    (
        'According to the agency, the change is intended "to reduce the burden on small entities."',
        [(QuotationKind.QUOTATION, "agency")],
    ),
    ('According to news reports, the agents were "instructed not to ask questions."', [(QuotationKind.QUOTATION, "")]),
    (
        'Press accounts describe the facility as "bursting at the seams with detainees."',
        [(QuotationKind.QUOTATION, "")],
    ),
    (
        'Whistleblowers have alleged that managers "cooked the books to hide wait times."',
        [(QuotationKind.QUOTATION, "Whistleblowers")],
    ),
    (
        'The Senate Report accompanying the bill states that the Committee "expects the Department to '
        'continue funding the program."',
        [(QuotationKind.QUOTATION, "")],
    ),
    (
        "“I will in no uncertain terms,” you went on, “tell the people that we will correct it.”",
        [(QuotationKind.QUOTATION, "John Doe"), (QuotationKind.QUOTATION, "John Doe")],
    ),
    (
        "One of the agents told our staff how it went. “I said to him, ‘Are you prepared to go?’ and left.”",
        [(QuotationKind.QUOTATION, "One of the agents"), (QuotationKind.QUOTATION, "One of the agents")],
    ),
    (
        'The Canadian minister, Pierre Pettigrew, was quoted as saying that Canada wants "free trade in '
        'lumber, period."',
        [(QuotationKind.QUOTATION, "Pierre Pettigrew")],
    ),
    (
        'The Company has said publicly that it found "no merit whatever in the allegation."',
        [(QuotationKind.QUOTATION, "Company")],
    ),
    (
        'When the President ran for office he promised that "the backlog will be gone in a year."',
        [(QuotationKind.QUOTATION, "President")],
    ),
    ("“We cut too deep,” one chief executive conceded.", [(QuotationKind.QUOTATION, "one chief executive")]),
    ("As used here, the term “records” means all papers and e-mails.", [(QuotationKind.DEFINED_TERM, "")]),
    (
        'The International Court of Justice ordered the parties to "take all measures at their disposal."',
        [(QuotationKind.QUOTATION, "International Court of Justice")],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_kind_and_speaker(sentence: str, expected: list[tuple[QuotationKind, str]]) -> None:
    transcript = Transcript.from_blocks([ADDRESS, sentence])
    body = Span(len(ADDRESS) + 2, len(transcript.text))
    rows = find_quotations(transcript, Parts(body=body, inside_address=(Span(0, len(ADDRESS)),)))
    assert [row.kind for row in rows] == [kind for kind, _ in expected]
    for row, (_, who) in zip(rows, expected, strict=True):
        assert who.lower() in row.speaker.lower() if who else not row.speaker


def test_short_names_are_those_that_the_letter_defines() -> None:
    text = (
        'Acme Corporation (hereinafter "Acme" or the "Company") met the Bureau of Mines (the “Bureau”) (see "notes").'
    )
    assert defined_names(text) == {
        "Acme": "Acme Corporation",
        "Company": "Acme Corporation",
        "Bureau": "Bureau of Mines",
    }
