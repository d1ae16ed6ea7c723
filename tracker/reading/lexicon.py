"""Closed lists of words by which official prose is taken apart: what is a verb's helper, a role, a document, a law."""

__all__ = [
    "ADVERBS",
    "BODY_NOUNS",
    "COLLECTIVES",
    "COMPONENTS",
    "CONNECTORS",
    "DETERMINERS",
    "DOCUMENT_NOUNS",
    "FIRST_NAMES",
    "LAW_NOUNS",
    "PLACES",
    "PRESS_NOUNS",
    "PRONOUNS",
    "ROLE_NOUNS",
    "SEMI_AUXILIARIES",
    "STOP_WORDS",
    "SUFFIXES",
    "WELL_KNOWN_AUTHORS",
    "words",
]


def words(text: str) -> frozenset[str]:
    """Return the words of `text`, which are set apart by white space."""
    return frozenset(text.split())


CONNECTORS = words("of the for and on in at within inside & de von van la del to against with from")
"""What may stand inside a name: the Committee *on* Foreign Investment *in the* United States."""

DETERMINERS = words("the a an this that these those its their your our his her my some many several another each one")
PRONOUNS = words("you i we he she it they who which")

ADVERBS = words(
    """also has have had is was were are be been being so then again once further recently previously publicly
    long itself earlier already subsequently nevertheless nonetheless
    himself herself themselves yourself do did does not will would may might must can could should even now just
    later
    instead only often always still too both all afterwards afterward soon promptly duly eventually simply flatly twice
    aptly rightly since ever never thus first second finally"""
)
"""What may stand between a subject and its verb; auxiliaries are among them."""

SEMI_AUXILIARIES = words(
    """went goes go came comes come continued continues continue seems seemed seem appears appeared appear sought
    seeks
    began begins used tried close on failed ought wants wanted"""
)
"""Verbs before "to": "went on *to* say"."""

STOP_WORDS = words(
    """as if when while although though because since until unless after before whereas whether that which who whom
    whose where and or but nor yet than then so in on at by for from with without into onto upon about against
    between
    through during under over according per via despite like including regarding concerning following given is are
    was
    were be been being has have had do does did will would shall should may might must can could not to of also said
    says stated states wrote writes noted notes found finds told asked sent issued released reported concluded
    claimed
    indeed however nevertheless nonetheless
    elsewhere therefore moreover specifically instead further furthermore additionally recently yesterday today
    earlier later last next just thus here there consistent importantly unfortunately alarmingly interestingly
    significantly even what how why fact"""
)
"""Words at which a noun phrase ends."""

SUFFIXES = words("jr sr ii iii iv esq md phd dds usn usa usmc ret cpa rn dvm")

ROLE_NOUNS = words(
    """agency agencies department bureau commission commissioner committee subcommittee court courts company firm
    corporation companies group groups organization association administration office officials official secretary
    director administrator chairman chair chairwoman chief president senator congressman governor author authors
    dissenters majority dissent judge judges justice economist spokesman spokeswoman spokesperson expert experts
    analysts analyst researchers scientists inspector general witness witnesses panel board council union coalition
    newspaper parents families employees staff industry members lawmakers advocates critics lawyer attorney
    attorneys counsel physician doctors investigators auditors regulators government states state city county
    university bank manufacturer manufacturers party parties service pentagon army navy institute reporter ceo
    executive officer ombudsman mayor plaintiffs defendant foundation veteran veterans constituent constituents
    resident residents farmer farmers rancher ranchers teacher teachers nurse nurses student students parent father
    mother survivor survivors worker workers employee manager managers agent agents soldier soldiers patient
    patients owner owners whistleblower whistleblowers critic advocate supporter supporters leader leaders member
    colleague colleagues scientist researcher engineer engineers inspector inspectors superintendent commander
    sheriff delegate ambassador ministry minister ministers regulator auditor spokespeople consultant contractor
    contractors professor historian pilot pilots widow taxpayer borrower consumer actuary actuaries clerk clerks
    aide aides deputy deputies guard guards mechanic mechanics colonel sergeant lieutenant captain tribe tribes
    nation family neighbors friend friends wife husband son daughter brother sister child children victim victims
    applicant applicants tenant tenants client clients chancellor provost dean principal whistle-blower sailors
    marines troops people representative representatives counselor warden
    crew crews jury juries comptroller controller treasurer monitor monitors watchdog trustee trustees examiner
    examiners postmaster marshal solicitor registrar prosecutor prosecutors archivist librarian coroner
    wardens predecessor citizen citizens passenger passengers customer customers boy boys girl girls aunt uncle
    cousin individual person laboratory lab shipyard refinery mill mine factory brewery dealership casino restaurant
    warehouse cannery chamber
    commandant trucker lawmaker
    neighbor child kid kids division branch district embassy authority hospital airline declarant declarants
    consulate clinic pharmacy pharmacist wholesaler distributor supplier vendor servicer railroad railway utility
    insurer lender retailer contractor subcontractor landlord
    conferees
    informant complainant complainants claimant claimants inhabitants grandmother grandfather woman women man men
    mothers fathers head heads chairperson dean priest pastor pastors bishop rabbi imam cook chef coach nominee
    carriers team teams airlines railroads utilities hospitals schools universities banks unions counties cities
    districts councils boards
    commissions committees churches charities nonprofits ministries embassies firms associations organizations
    foundations institutes newspapers networks colleges laboratories kin spouse executive executives
    assistant assistants attendant attendants accountant accountants merchant merchants immigrant immigrants migrant
    migrants participant participants occupant occupants servant servants correspondent correspondents respondent
    respondents diplomat diplomats bureaucrat bureaucrats recruit recruits cadet cadets apprentice apprentices intern
    interns cop cops guide guides steward stewards spokespersons professional professionals paramedic paramedics medic
    helpline hotline personnel
    staffs counterpart counterparts partnership consortium cooperative nonprofit charity subsidiary affiliate operator
    developer publisher broadcaster grantee licensee permittee sponsor drugmaker automaker
    millwright technician technicians foreman retiree retirees guest guests operative operatives conservator"""
)

BODY_NOUNS = words(
    """agency agencies department departments jury crew bureau commission committee committees subcommittee court courts
    company
    companies firm firms group groups organization association administration office offices panel board council
    union
    coalition team newspaper industry government governments state states city county university bank manufacturer
    manufacturers party parties service services pentagon army navy institute institution foundation ministry tribe
    tribes nation family staff division branch unit command corps authority district embassy hospital center centre
    laboratory plant yard airline carrier railroad utility insurer lender retailer contractor corporation academy
    academies society school college network alliance trust fund house senate congress majority minority inc llc co
    corp ltd consortium partnership cooperative chamber federation league mission delegation conference lab
    consulate clinic pharmacy distributor supplier vendor servicer railway shipyard refinery mill mine factory brewery
    dealership casino restaurant warehouse cannery"""
)
"""Nouns for bodies of people, which "it" takes up and "he" does not."""

PLACES = frozenset(
    """Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Georgia,Hawaii,Idaho,Illinois,
    Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,
    Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,
    Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,
    West Virginia,Wisconsin,Wyoming,DC,D.C,Puerto Rico,Guam,American Samoa,Virgin Islands,
    Ala,Ariz,Ark,Calif,Colo,Conn,Del,Fla,Ga,Ill,Ind,Kan,Ky,La,Md,Mass,Mich,Minn,Miss,Mo,Mont,Neb,Nev,N.H,N.J,N.M,N.Y,
    N.C,N.D,Okla,Ore,Pa,R.I,S.C,S.D,Tenn,Tex,Vt,Va,Wash,W.Va,Wis,Wyo,Canada,Mexico,England,France,Germany,Italy,Japan,
    China,India,Israel,Ireland,Iraq,Afghanistan,Ukraine,Russia,Haiti,Cuba,Colombia,Brazil,Kenya,Nigeria,Australia,
    South Korea,Taiwan,Poland,Spain,Turkey,Egypt""".replace("\n", "")
    .replace("    ", "")
    .split(",")
)
"""States and countries as they stand behind a town: "a baker in Bath, *Maine*, said"."""

DOCUMENT_NOUNS = words(
    """report reports letter letters study studies notice memo memorandum article statement statements testimony
    guidance announcement release website site page document documents directive manual plan review analysis survey
    poll audit findings finding email e-mail emails press brief opinion decision ruling filing response comments
    comment remarks guidelines policy paper summary presentation transcript interview book blog post tweet editorial
    explanation assessment reporting investigation record records mission contract application form definition words
    op-ed column factsheet strategy budget request proposal draft submission petition complaint examples news media
    advertisement agreement order account accounts story stories column preamble coverage correspondence ad ads
    bulletin circular publication fact-sheet sheet brochure messages message text texts version versions revision
    revisions policies manuals memos memoranda advisory handbook guide framework label labels sign signs poster
    posters banner recording voicemail headline caption leaflet flyer pamphlet faq faqs webpage homepage posting
    terms footnote footnotes appendix slide slides disclosure disclosures filings minutes solicitation questionnaire
    instructions affidavit indictment subpoena lawsuit suit charter bylaws transcripts notices orders opinions
    notification notifications motion motions pleading citation citations autopsy greeting greetings
    newsletter newsletters
    objection objections protest protests
    warning warnings note log diary
    fax faxes clarification correction reply replies listing listings pledge catalog invoice playbook op-eds e-mails
    petitions complaints proposals submissions acknowledgment acknowledgement acknowledgments writings
    advertisements commercials instruction certificate lease deed resolution affidavits"""
)

PRESS_NOUNS = words("press post news times journal tribune herald bulletin gazette register dispatch media")
"""Common nouns that are the last word of a newspaper's or an agency's name: the Associated Press, Fox News."""

WELL_KNOWN_AUTHORS = words(
    """Reuters ProPublica Bloomberg Politico POLITICO Axios Gallup Pew RAND Brookings Heritage Cato Harvard Yale
    Stanford Princeton Columbia Cornell Duke Georgetown Vox Forbes Newsweek Time Fortune Barron’s Barron's Wired KFF
    Moody’s Moody's Deloitte McKinsey Gartner Nature Lancet Interpol Oxfam UNICEF Greenpeace Guardian Intercept Hill
    Senate Pentagon"""
)
"""Authors of one word that stand before their work as an adjective does: "a Reuters report". An unknown name there may
as well be what the work is about: "the Flint report"."""

COLLECTIVES = words(
    """coalition group panel team majority number dozen dozens hundreds thousands association union consortium
    alliance
    pair trio handful committee board delegation chorus"""
)
"""Nouns before "of" with people behind: "a coalition *of* forty attorneys general"."""

LAW_NOUNS = words(
    """act acts law laws statute section sec title amendment constitution code rule rules regulation regulations
    provision provisions bill resolution clause subsection paragraph chapter article treaty legislation ndaa eis"""
)

COMPONENTS: dict[str, tuple[str, ...]] = {
    "Agriculture": ("FSIS", "Forest Service", "APHIS", "AMS", "FNS", "FSA", "RMA", "NRCS", "Rural Development"),
    "Alcohol": ("ATF",),
    "Commerce": (
        *("BIS", "NOAA", "NTIA", "NIST", "USPTO", "Census Bureau", "Bureau of Industry and Security", "EDA"),
        *("Patent and Trademark Office", "National Weather Service", "Commerce"),
    ),
    "Corps of Engineers": ("Army Corps", "USACE"),
    "Defense": (
        *("DoD", "Pentagon", "Army", "Navy", "Air Force", "Marine Corps", "military", "Army Corps", "DISA", "DLA"),
        *("Defense Health Agency", "National Guard Bureau", "Space Force"),
    ),
    "Education": ("Federal Student Aid", "Office for Civil Rights", "ED"),
    "Energy": ("NNSA", "EIA", "National Nuclear Security Administration", "Bonneville Power Administration"),
    "Health": (
        *("CMS", "FDA", "CDC", "NIH", "HRSA", "SAMHSA", "IHS", "Indian Health Service", "BARDA"),
        *("Centers for Medicare and Medicaid Services", "Food and Drug Administration", "HHS"),
    ),
    "Medicare": ("CMS",),
    "Homeland": (
        *("ICE", "CBP", "FEMA", "TSA", "USCIS", "CISA", "Coast Guard", "Secret Service", "Border Patrol"),
        *("Federal Emergency Management Agency", "Customs and Border Protection"),
        *("Immigration and Customs Enforcement", "Transportation Security Administration"),
    ),
    "Housing": ("FHA", "Ginnie Mae", "HUD", "Federal Housing Administration"),
    "Interior": (
        *("FWS", "BLM", "NPS", "USGS", "BIA", "BOEM", "BSEE", "National Park Service", "Bureau of Reclamation"),
        *("Bureau of Land Management", "Fish and Wildlife Service", "Bureau of Indian Affairs", "Park Service"),
        *("Bureau of Ocean Energy Management", "Office of Surface Mining", "Geological Survey", "Interior"),
    ),
    "Justice": (
        *("FBI", "BOP", "DEA", "ATF", "EOIR", "U.S. Marshals Service", "Bureau of Prisons", "Civil Rights Division"),
        *("Federal Bureau of Investigation", "Drug Enforcement Administration", "Antitrust Division"),
    ),
    "Attorney General": (
        *("DOJ", "Department of Justice", "Justice Department", "FBI", "BOP", "DEA", "ATF", "Bureau of Prisons"),
        *("Civil Rights Division", "Antitrust Division"),
    ),
    "Labor": ("OSHA", "MSHA", "EBSA", "Wage and Hour Division", "Mine Safety and Health Administration"),
    "Transportation": (
        *("FAA", "FRA", "FTA", "NHTSA", "FMCSA", "PHMSA", "FHWA", "MARAD", "Federal Aviation Administration"),
        *("Federal Railroad Administration", "Federal Transit Administration", "Federal Highway Administration"),
    ),
    "Treasury": ("IRS", "OFAC", "OCC", "FinCEN", "CDFI Fund", "Internal Revenue Service", "Treasury"),
    "Trade Representative": ("USTR",),
    "Veterans": ("VA", "VHA", "VBA", "Veterans Health Administration", "Veterans Benefits Administration"),
}
"""Bodies that a department's letter may ask by their own name, by a word of the department's."""

FIRST_NAMES = words(
    """James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph
    Jessica Thomas Sarah Charles Karen Christopher Nancy Daniel Lisa Matthew Betty Anthony Margaret Mark Sandra
    Donald Ashley Steven Kimberly Paul Emily Andrew Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian
    Dorothy George Melissa Edward Deborah Ronald Stephanie Timothy Rebecca Jason Sharon Jeffrey Laura Ryan
    Cynthia Jacob Kathleen Gary Amy Nicholas Shirley Eric Angela Jonathan Helen Stephen Anna Larry Brenda Justin
    Pamela Scott Nicole Brandon Ruth Benjamin Katherine Samuel Samantha Gregory Christine Frank Emma Raymond
    Catherine Alexander Patrick Rachel Jack Carolyn Dennis Janet Jerry Maria Tyler Heather Aaron Diane Jose Julie
    Henry Joyce Adam Douglas Kelly Nathan Christina Peter Joan Zachary Evelyn Kyle Lauren Walter Judith Harold
    Olivia Jeremy Frances Ethan Martha Carl Cheryl Keith Megan Roger Andrea Gerald Hannah Arthur Jacqueline Terry
    Ann Anne Jean Alice Lawrence Gloria Sean Teresa Albert Janice Joe Rose Ray Rita Bob Jim Tom Bill Mike Dan
    Steve Ellen Ruben Carlos Juan Luis Miguel Rosa Carmen Elena Martin Ralph Roy Louis Philip Russell Howard Fred
    Glenn Lee Leo Hugh Hugo Owen Phillip Randy Vincent Bobby Johnny Bradley Billy Bruce Eugene Wayne Alan Allan
    Allen Jesse Bryan Dylan Gabriel Logan Willie Noah Elijah Caleb Isaac Lucas Evan Marcus Derek Travis Victor
    Edwin Clarence Ernest Curtis Stanley Leonard Nathaniel Manuel Rodney Jeffery Chad Melvin Marvin Alfred Calvin
    Norman Antonio Ricardo Eduardo Fernando Francisco Javier Jorge Pedro Rafael Ramon Raul Roberto Sergio Oscar
    Mario Julio Cesar Armando Alberto Alejandro Arturo Enrique Ernesto Felipe Guillermo Gustavo Hector Ignacio
    Jaime Jesus Joaquin Lorenzo Marco Marcos Mateo Omar Pablo Rodrigo Tomas Vicente Xavier Theodore Teddy Ted Tim
    Tony Todd Trevor Troy Vernon Wade Wallace Warren Wendell Wesley Wilbur Willard Winston Woodrow Barry Bernard
    Bernie Blake Brad Brent Brett Byron Cameron Cecil Chester Chris Chuck Clark Clayton Clifford Clint
    Clinton Clyde Cody Colin Connor Corey Cory Craig Damon Darrell Darren Daryl Dave Dean Devin Devon Dewey
    Dominic Don Doug Duane Dustin Dwayne Dwight Earl Ed Eddie Edgar Eldon Elias Elliot Elliott Ellis Elmer Ernie
    Ervin Everett Floyd Forrest Francis Freddie Frederick Garrett Gavin Gene Geoffrey Gilbert Glen Gordon Graham
    Greg Guy Hal Harlan Harley Harry Harvey Herbert Herman Homer Horace Hubert Ian Ira Irving Ivan Jared Jarrod
    Jay Jeff Jeremiah Jermaine Jerome Joel Johnathan Jon Josh Julian Julius Karl Ken Kent Kirk Kurt Lamar Lance
    Leon Leroy Leslie Lester Lewis Lionel Lloyd Lonnie Loren Lou Lucius Luke Luther Lyle Lynn Malcolm Marc Matt
    Maurice Max Micah Milton Mitchell Morris Moses Murray Neal Neil Nelson Nick Nolan Norbert Otis Percy Perry
    Pete Quentin Randall Reginald Rex Rick Ricky Rob Roderick Roland Rolando Ron Ronnie Ross Rudolph Rudy Rufus
    Rupert Sam Sammy Saul Seth Shane Shaun Shawn Sheldon Sidney Silas Simon Spencer Stan Stuart Sylvester
    Terrance Terrence Thaddeus Tobias Ulysses Vance Virgil Wilfred Zachariah Abigail Ada Adele Adriana Agnes
    Aileen Alana Alexandra Alexis Alicia Alison Allison Alma Alyssa Amelia Ana Anastasia Angelica Angelina Anita
    Annette Annie Antoinette Arlene Audrey Ava Beatrice Becky Bernadette Bernice Bertha Bessie Beth Bethany
    Beverly Blanca Bonnie Brandi Briana Brianna Bridget Brittany Camille Candace Cara Carla Carmela Carrie
    Cassandra Cecilia Celeste Celia Charlene Chelsea Christy Claire Clara Claudia Colleen Connie Constance Cora
    Courtney Dana Danielle Daphne Darlene Dawn Deanna Debbie Debra Deirdre Delia Delores Denise Desiree Diana
    Dianne Dolores Doris Edith Edna Eileen Elaine Eleanor Elisa Elise Eliza Ella Eloise Elsa Elsie Erica Erika
    Erin Ernestine Esther Ethel Eva Eve Faith Fatima Faye Felicia Fiona Flora Francine Freda Gail Genevieve
    Georgette Geraldine Gertrude Gilda Gina Gladys Grace Greta Gwen Gwendolyn Harriet Hazel Heidi Helena
    Henrietta Hilda Hillary Holly Hope Ida Ilene Imelda Inez Ingrid Irene Irma Isabel Isabella Jackie Jacquelyn
    Jamie Jan Jana Jane Janelle Janie Jasmine Jeanette Jeanne Jeannette Jenna Jennie Jenny Jill Joann Joanna
    Joanne Jocelyn Jodi Jody Johanna Josephine Joy Juanita Judy Julia Juliana Juliet Kara Karina Karla Kate
    Kathryn Kathy Katie Kay Kayla Kelli Kendra Kerry Kim Kristen Kristin Kristina Kristine Lana Latoya Laurie
    Leah Lena Leona Leticia Lillian Lillie Lily Lindsay Lindsey Lois Lora Loretta Lori Lorraine Louise Lucia
    Lucille Lucinda Lucy Luisa Lydia Mabel Mable Madeline Mae Maggie Marcella Marcia Margarita Marian Marianne
    Maribel Marie Marilyn Marion Marisa Marjorie Marla Marlene Marsha Marta Maryann Matilda Mattie Maureen Maxine
    Melanie Melinda Meredith Mia Mildred Mindy Minerva Minnie Miranda Miriam Molly Mona Monica Monique Muriel
    Myra Myrna Myrtle Nadia Nadine Naomi Natalia Natalie Natasha Nellie Nettie Nina Nora Noreen Norma Olga Ora
    Paige Patsy Patti Patty Paula Paulette Pauline Peggy Penelope Penny Phyllis Polly Priscilla Rachael Ramona
    Raquel Regina Rene Renee Rhoda Rhonda Roberta Robin Robyn Rochelle Rosalie Rosalind Rosalyn Rosario Rosemarie
    Rosemary Rosie Roxanne Ruby Sabrina Sadie Sally Sara Selena Selma Shannon Shari Shawna Sheila Shelby Shelia
    Shelley Shelly Sheri Sherri Sherry Sheryl Silvia Simone Sofia Sonia Sonja Sonya Sophia Sophie Stacey Stacy
    Stella Sue Susanna Susanne Susie Suzanne Sybil Sylvia Tamara Tammy Tanya Tara Tasha Terri Thelma Theresa
    Tiffany Tina Toni Tracey Traci Tracy Tricia Trudy Valerie Vanessa Velma Vera Verna Vicki Vickie Vicky Vivian
    Wanda Wendy Whitney Wilma Winifred Yolanda Yvette Yvonne Zoe Ahmed Ali Amir Amina Aisha Anil Anjali Ahmad
    Deepak Fatemeh Hassan Hussein Ibrahim Jamal Karim Khalid Leila Mohamed Mohammad Mohammed Muhammad Mustafa
    Nasser Priya Rahul Rajesh Ravi Samir Sanjay Sunil Suresh Vijay Wei Hiroshi Kenji Yuki Akira Hana Mei Ling Jin
    Sung Thuy Minh Nguyen Boris Dmitri Igor Natalya Sergei Svetlana Vladimir Yuri Anders Bjorn Erik Gunnar Hans
    Jens Klaus Lars Niels Olaf Sven Giovanni Luca Paolo Pietro Kwame Kofi Amara Chidi Ngozi Dante Darnell DeShawn
    Deshawn Keisha Lakisha Latasha Malik Marquis Tamika Tyrone Tyrell Terrell Andre Antoine Bertrand Claudine
    Etienne Gaston Henri Jacques Lucien Marcel Pierre Yvan Cate Cathy Betsy Bettye Bev Buddy Dick Dina Elissa
    Fran Hank Mazie Mitch Pat Sherrod"""
)
"""First names in use that are no place, month or common word: with one before it, "Anders" or "Mills" is a person's."""
