"""First names that stand for one another: knowledge of American usage, checked against rosters of Congress."""

__all__ = ["are_one_name", "called", "is_first_name"]

# Each line is one group; a name may stand in several (Al is Albert, Alan, Alfred or Alexander).
_GROUPS = """
abigail abby
abraham abe
adam ad
alan allan allen al
albert al bert
alexander alex al sandy
alfred al fred
andrew andy drew
anthony tony
antonio tony
arthur art
barbara barb
barnard barney
benjamin ben benny
bernard bernie barney
beverly bev
bradley brad
calvin cal
carolyn carol
catherine katherine kathryn kathleen cathy kathy kate katie cat
charles charlie chuck chas chip
christine christina chris chrissy
christopher chris kit
clifford cliff
cynthia cindy
daniel dan danny
david dave
deborah debra debbie deb debby
dennis denny
dianne diane di
donald don donnie
dorothy dot
douglas doug
edgar ed
edward ed eddie ted ned teddy
edwin ed
eleanor ellie nora
elizabeth liz beth betty betsy lizzie libby eliza
emanuel manny
ernest ernie
eugene gene
frances fran
francis frank fran
franklin frank
frederick frederic fred
gabrielle gabby
gerald jerry gerry
gilbert gil
glenn glen
gregory greg
gwendolyn gwen
harold hal harry
henry hank harry
howard howie
jacob jake
jacqueline jackie jacky
james jim jimmy jamie
janice jan
jeffrey jeff
jennifer jen jenny
jerome jerry
jerrold jerry
jesus chuy
joaquin joe
john jack johnny jon
jonathan jon john
jose joe
joseph joe joey
joshua josh
judith judy
kenneth ken kenny
kimberly kim
lawrence laurence larry
leander lee
leonard len lenny
leslie les
lloyd loyd
loretta lori
louis lewis lou luis louie
marcus marc mark
margaret maggie peggy meg marge
martin marty
matthew matt
melvin mel
michael mike mick mickey
miguel mike
mitchell mitch
morris maurice mo
nanette nan
nathan nate
nathaniel nate nathan nat
nicholas nick
norman norm
pamela pam
patricia pat patty patti trish
patrick pat paddy
peter pete
philip phillip phil
randal randy rand
randall randy rand
randolph randy
raymond ray
rebecca becca becky
richard rick rich dick ricky
robert rob bob bobby bobbie robbie bert
roberto robert bob
rodney rod
ronald ron ronnie
rosalind roz
russell russ
salvatore sal
samuel sam sammy
sander sandy
sanford sandy
shelley shelly
stanley stan
stephanie steph
stephen steven steve stevan
susan sue susie suzy
suzanne sue suzie
sylvester sly
terrance terrence terence terry
theodore ted teddy theo
theresa teresa terry terri
thomas tom tommy thom
timothy tim timmy
valerie val
vernon vern
victoria vicky vicki vickie
vincent vince vinnie
virginia ginny
walter walt wally
wilbert billy
wilbur will
william bill will billy willie liam wm willy
zachary zach zack
"""

# First names that are short already, so that one letter makes another of some of them.
_SHORT_ALREADY = """
mary gary mark carl earl karl karen kevin keith kelly scott sean shaun bruce brian bryan craig glenn grace diana
diane dana dina dean dennis denny donna doris laura lauren linda lisa lois lori louis lucy lynn marcia maria marie
marc marsha martha nancy neil nita norma paul paula pete ralph randy robin roger rosa ross roy ruth sara sarah
sharon sheila shelly sherry todd tina tracy troy wayne wendy joyce judy julia julie june jose juan jane janet jean
joan joni juanita
"""


def _groups_of(groups: str) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(groups.strip().split("\n")):
        for name in line.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


_GROUPS_OF = _groups_of(_GROUPS)
_WITHOUT_SHORT_FORMS = frozenset(_SHORT_ALREADY.split())
_CALLED = {line.split()[0]: tuple(line.split()[1:]) for line in _GROUPS.strip().split("\n")}


def are_one_name(first: str, second: str) -> bool:
    """Tell whether two folded first names may be one person's: mike, michael; ed, ted; jack, john.

    They are when they stand in one group. Albert and Alfred share the short form Al, but no group.
    """
    return first == second or bool(_GROUPS_OF.get(first, frozenset()) & _GROUPS_OF.get(second, frozenset()))


def called(name: str) -> tuple[str, ...]:
    """Return what else somebody of this folded first name is called: thomas -> tom, tommy, thom.

    Each line of the table begins with the name in full; a short form is nobody's full name, and gives none.
    """
    return _CALLED.get(name, ())


def is_first_name(name: str) -> bool:
    """Tell whether this folded word is a first name, full or short, that the table knows: not one that is misread."""
    return name in _GROUPS_OF or name in _WITHOUT_SHORT_FORMS
