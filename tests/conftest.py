"""What holds for all tests: none is judged by the seconds that it takes on some machine."""

from hypothesis import settings

settings.register_profile("endorseback", deadline=None)
settings.load_profile("endorseback")
