from .acquaintances import Acquaintances as Acquaintances
from .acquaintances import Cards as Cards
from .people_directory import PeopleDirectory as PeopleDirectory
from .person_lookup import PersonLookup as PersonLookup
