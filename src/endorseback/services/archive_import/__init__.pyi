from .import_report import ImportReport as ImportReport
from .importer import import_archive as import_archive
from .importer import undo_import as undo_import
