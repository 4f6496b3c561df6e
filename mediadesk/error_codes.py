"""Every error MediaDesk can name, each with its English message."""

from enum import StrEnum

from mediadesk.marks import N_

__all__ = ["TEXTS", "Code"]


class Code(StrEnum):
    """Every error MediaDesk can name; each has a text below and a section in the manual."""

    # input
    REQUIRED = "required"
    TOO_LONG = "too_long"
    BAD_VALUE = "bad_value"
    NOT_FOUND = "not_found"
    RULE = "rule"
    CONFIRM = "confirm"
    STALE = "stale"
    NOTHING_TO_UNDO = "nothing_to_undo"
    UNDO_NOT_POSSIBLE = "undo_not_possible"
    IMPORT_WORKED_ON = "import_worked_on"
    IMPORT_NUMBERS_FOLLOW = "import_numbers_follow"
    NUMBER_TAKEN = "number_taken"
    VIEW_NAME_TAKEN = "view_name_taken"
    WRONG_STATE = "wrong_state"
    REFERENCE_BAD = "reference_bad"
    REFERENCE_CELL = "reference_cell"
    REFERENCE_EXISTS = "reference_exists"
    WORDING_BAD = "wording_bad"
    TEMPLATE_BAD = "template_bad"
    PICTURE_BAD = "picture_bad"
    UNKNOWN_REPORT = "unknown_report"
    NOT_IN_LANGUAGE = "not_in_language"
    UNKNOWN_DOCUMENT = "unknown_document"
    BAD_PERIOD = "bad_period"
    CENTRE_EXISTS = "centre_exists"
    OUTPUT_EXISTS = "output_exists"
    NOTHING_TO_SEND = "nothing_to_send"
    REMARK_DONE = "remark_done"
    REMARK_BY_HAND = "remark_by_hand"
    REMARK_OWN_CASE = "remark_own_case"
    CENTRE_MISSING = "centre_missing"
    PASSPHRASE_MISSING = "passphrase_missing"  # noqa: S105
    PASSPHRASE_DIFFERS = "passphrase_differs"  # noqa: S105
    PASSPHRASE_SHORT = "passphrase_short"  # noqa: S105
    IN_USE = "in_use"
    NOTES_LOCKED = "notes_locked"
    NOTES_SEALED = "notes_sealed"
    USAGE = "usage"
    FILE_EMPTY = "file_empty"
    FILE_TOO_BIG = "file_too_big"
    FILES_TOO_MANY = "files_too_many"
    NOT_A_FILE = "not_a_file"
    CASE_IN_TRASH = "case_in_trash"
    CASE_DESTROYED = "case_destroyed"
    COPY_LEAKS = "copy_leaks"
    PERSON_BLOCKED = "person_blocked"
    CASE_SHUT = "case_shut"
    PACKAGE_BLOCKED = "package_blocked"
    NOT_ALLOWED = "not_allowed"
    CASE_ELSEWHERE = "case_elsewhere"
    NOT_OWN_CASE = "not_own_case"
    PERSON_MISSING = "person_missing"
    PERSON_UNKNOWN = "person_unknown"
    NAME_TAKEN = "name_taken"
    LAST_HEAD = "last_head"
    KEY_PART_BAD = "key_part_bad"
    UPDATE_NO_KEY = "update_no_key"
    UPDATE_NOT_BUILT = "update_not_built"
    UPDATE_NOT_NEWER = "update_not_newer"
    UPDATE_NOT_FOR_US = "update_not_for_us"
    NO_OLDER_VERSION = "no_older_version"
    # the world
    WRONG_PASSPHRASE = "wrong_passphrase"  # noqa: S105
    WRONG_RECOVERY_KEY = "wrong_recovery_key"
    WRONG_NOTE_PHRASE = "wrong_note_phrase"
    TOO_MANY_TRIES = "too_many_tries"
    PERSON_SHUT_OUT = "person_shut_out"
    KEY_FILE_DAMAGED = "key_file_damaged"
    FILE_DAMAGED = "file_damaged"
    FILE_FOREIGN = "file_foreign"
    FILE_NEWER = "file_newer"
    FILE_IN_USE = "file_in_use"
    VIEW_ONLY = "view_only"
    FILE_MISSING = "file_missing"
    FILE_OPEN_ELSEWHERE = "file_open_elsewhere"
    DISK_FULL = "disk_full"
    DISK_FAILED = "disk_failed"
    READ_ONLY = "read_only"
    NO_ACCESS = "no_access"
    NETWORK_FOLDER = "network_folder"
    NOT_A_WORKBOOK = "not_a_workbook"
    WORKBOOK_OTHER_KIND = "workbook_other_kind"
    WORKBOOK_LOCKED = "workbook_locked"
    WORKBOOK_TOO_BIG = "workbook_too_big"
    BLANK_TOO_BIG = "blank_too_big"
    BLANK_CELL = "blank_cell"
    BLANK_PACK_BAD = "blank_pack_bad"
    WORKBOOK_EMPTY = "workbook_empty"
    HEADINGS_NOT_FOUND = "headings_not_found"
    TEXTS_FILE_BAD = "texts_file_bad"
    BACKUP_BAD = "backup_bad"
    RESOURCE_BAD = "resource_bad"
    GLYPH_MISSING = "glyph_missing"
    COPY_DIFFERS = "copy_differs"
    STORE_CLOSED = "store_closed"
    ATTACHMENT_DAMAGED = "attachment_damaged"
    SIGNATURE_UNREADABLE = "signature_unreadable"
    SIGNATURE_TOO_BIG = "signature_too_big"
    SIGNATURE_MISSING = "signature_missing"
    CERTIFICATE_UNREADABLE = "certificate_unreadable"
    SCAN_UNREADABLE = "scan_unreadable"
    CARD_BAD = "card_bad"
    PACKAGE_FOREIGN = "package_foreign"
    PACKAGE_BAD = "package_bad"
    PACKAGE_NEWER = "package_newer"
    PACKAGE_PASSPHRASE = "package_passphrase"  # noqa: S105
    PACKAGE_NOT_FOR_US = "package_not_for_us"
    PACKAGE_UNKNOWN_OFFICE = "package_unknown_office"
    PACKAGE_FORGED = "package_forged"
    PACKAGE_OWN = "package_own"
    PACKAGE_NUMBER_TWICE = "package_number_twice"
    PACKAGE_NUMBERS = "package_numbers"
    PACKAGE_STAYS = "package_stays"
    PACKAGE_TOO_BIG = "package_too_big"
    FILE_NOT_HERE = "file_not_here"
    UPDATE_MISSING = "update_missing"
    UPDATE_FORGED = "update_forged"
    UPDATE_BAD = "update_bad"
    UPDATE_STICK_GONE = "update_stick_gone"
    UPDATE_FAILED = "update_failed"
    CANCELLED = "cancelled"


TEXTS: dict[Code, str] = {
    Code.REQUIRED: N_("Fill in: %(field)s"),
    Code.TOO_LONG: N_("%(field)s: at most %(limit)s characters"),
    Code.BAD_VALUE: N_("%(field)s: this value cannot be used"),
    Code.NOT_FOUND: N_("Nothing found: %(what)s"),
    Code.RULE: N_("The law does not allow this step"),
    Code.CONFIRM: N_("Please check and confirm"),
    Code.STALE: N_("Somebody changed this record meanwhile. Reload it and try again"),
    Code.NOTHING_TO_UNDO: N_("There is nothing to undo"),
    Code.UNDO_NOT_POSSIBLE: N_(
        "This step can no longer be undone: the record was changed after it"
    ),
    Code.IMPORT_WORKED_ON: N_(
        "Nothing was taken out: these cases of the journal were worked on since: %(cases)s"
    ),
    Code.IMPORT_NUMBERS_FOLLOW: N_(
        "Nothing was taken out: later numbers of the register would be left behind a gap: %(cases)s"
    ),
    Code.NUMBER_TAKEN: N_("The number %(number)s is already taken"),
    Code.VIEW_NAME_TAKEN: N_("There is already a view with this name: %(name)s"),
    Code.WRONG_STATE: N_("This step is not possible now. State of the case: %(state)s"),
    Code.REFERENCE_BAD: N_("The program could not work with these entries. Nothing was changed"),
    Code.REFERENCE_CELL: N_(
        "Row %(number)s: the column %(column)s is empty or names what is there already"
    ),
    Code.REFERENCE_EXISTS: N_("There is one already: %(name)s"),
    Code.WORDING_BAD: N_("The wording cannot be used yet: look at what is marked in red"),
    Code.TEMPLATE_BAD: N_("The Word template cannot be used: see what is told of it"),
    Code.PICTURE_BAD: N_("This picture cannot be used: PNG or JPEG, at most %(limit)s KB"),
    Code.UNKNOWN_REPORT: N_("There is no report with this name: %(name)s"),
    Code.NOT_IN_LANGUAGE: N_("This document is not worded in that language"),
    Code.UNKNOWN_DOCUMENT: N_("There is no document of this kind: %(name)s"),
    Code.BAD_PERIOD: N_(
        "The period is not understood: %(period)s. Write it like 2025, 2025-Q3 or 2025-09"
    ),
    Code.NOTHING_TO_SEND: N_("There is nothing to send to this office"),
    Code.REMARK_DONE: N_("This remark was sent or decided already"),
    Code.REMARK_BY_HAND: N_(
        "This correction of case %(number)s cannot be applied by itself. Change it on the card"
    ),
    Code.REMARK_OWN_CASE: N_("Case %(number)s belongs to this office. Change it yourself"),
    Code.OUTPUT_EXISTS: N_("%(name)s is there already. Choose another name"),
    Code.CENTRE_EXISTS: N_("There is already a centre in this folder"),
    Code.CENTRE_MISSING: N_("There is no centre in this folder"),
    Code.PASSPHRASE_MISSING: N_("A passphrase is needed"),
    Code.PASSPHRASE_DIFFERS: N_("The two passphrases differ"),
    Code.PASSPHRASE_SHORT: N_("The passphrase is too short. Use at least %(limit)s characters"),
    Code.IN_USE: N_("Other records of the case name this party. Change or remove them first"),
    Code.NOTES_LOCKED: N_("The private notes are locked. Open them with their phrase"),
    Code.NOTES_SEALED: N_(
        "There are notes under an older phrase. Open them with it, or destroy them first"
    ),
    Code.USAGE: N_("The command is not understood: %(detail)s"),
    Code.FILE_EMPTY: N_("The file is empty: %(name)s"),
    Code.FILE_TOO_BIG: N_("The file is too big: %(name)s. At most %(limit)s MB can be kept"),
    Code.FILES_TOO_MANY: N_(
        "There is no room for this file: all files of the centre together may take %(limit)s MB"
    ),
    Code.NOT_A_FILE: N_("Only a file can be added, not a folder or a device: %(name)s"),
    Code.CASE_IN_TRASH: N_("The case is in the trash. Take it back first"),
    Code.COPY_LEAKS: N_("The practice copy would hold words of the centre; it was thrown away"),
    Code.CASE_DESTROYED: N_("The personal data of this case are destroyed; only figures are left"),
    Code.PERSON_BLOCKED: N_(
        "The data of a person of this case are blocked: they may not be used until it is lifted"
    ),
    Code.CASE_SHUT: N_(
        "The data of a person of this case are blocked. Until it is lifted, only those who keep"
        " consents and requests of persons may see the case, its files and its papers"
    ),
    Code.PACKAGE_BLOCKED: N_(
        "A package of all cases cannot be made: data of a person are blocked in %(numbers)s. Lift"
        " the blocking first; a package of what changed leaves these cases out"
    ),
    Code.NOT_ALLOWED: N_("The role “%(role)s” does not allow this: %(right)s"),
    Code.CASE_ELSEWHERE: N_(
        "Case %(number)s is kept by another office: %(office)s. Write what should be corrected, or"
        " say on its card that it is changed here all the same"
    ),
    Code.NOT_OWN_CASE: N_("In this centre a mediator works only with own cases"),
    Code.PERSON_MISSING: N_("Several people work in this centre. Tell who you are: %(names)s"),
    Code.PERSON_UNKNOWN: N_("Nobody of this name opens this centre: %(name)s"),
    Code.NAME_TAKEN: N_("Somebody else has this name at the door: %(name)s"),
    Code.LAST_HEAD: N_("At least one head of the centre must remain"),
    Code.KEY_PART_BAD: N_("These are no two parts of one key. Look at the letters again"),
    Code.WRONG_PASSPHRASE: N_("The passphrase does not fit this centre"),
    Code.WRONG_RECOVERY_KEY: N_("The recovery key does not fit this centre"),
    Code.WRONG_NOTE_PHRASE: N_("The phrase does not fit the private notes"),
    Code.TOO_MANY_TRIES: N_("Too many wrong tries. Wait %(seconds)s seconds and try again"),
    Code.PERSON_SHUT_OUT: N_("This person may no longer open the centre. Ask its head"),
    Code.KEY_FILE_DAMAGED: N_(
        "The key file of the centre is damaged or missing. Restore it from a backup"
    ),
    Code.FILE_DAMAGED: N_("The file is damaged. It was left as it is. Restore a backup"),
    Code.FILE_FOREIGN: N_("This file was not made by MediaDesk"),
    Code.FILE_NEWER: N_(
        "This file was made by a newer MediaDesk (%(theirs)s, this program knows %(ours)s). Update the program"
    ),
    Code.FILE_IN_USE: N_(
        "This centre is already open in another window or on another computer (%(who)s)"
    ),
    Code.VIEW_ONLY: N_(
        "The centre is open for looking only. Nothing was changed. Press “Try again” at the top"
    ),
    Code.FILE_MISSING: N_("There is no such file: %(name)s"),
    Code.FILE_OPEN_ELSEWHERE: N_(
        "The file is open in another program. Close it there and try again: %(name)s"
    ),
    Code.DISK_FULL: N_("The disk is full. Nothing was changed. Free some space and try again"),
    Code.DISK_FAILED: N_(
        "The disk cannot be read or written: it is full, damaged or pulled out. Nothing was changed"
    ),
    Code.READ_ONLY: N_("This folder or disk cannot be written to. Nothing was changed"),
    Code.NO_ACCESS: N_("There is no permission for this file or folder: %(name)s"),
    Code.NETWORK_FOLDER: N_(
        "The centre lies in a network folder. Keep it on a disk of this computer"
    ),
    Code.NOT_A_WORKBOOK: N_("This is not an Excel workbook, or it is damaged: %(name)s"),
    Code.WORKBOOK_OTHER_KIND: N_(
        "Files of the kind %(kind)s are not read: %(name)s. Open it where it was made and save it as xlsx"
    ),
    Code.WORKBOOK_LOCKED: N_(
        "The workbook is locked by a password. Save it without one and try again: %(name)s"
    ),
    Code.WORKBOOK_TOO_BIG: N_("The workbook is too big to be a journal: %(name)s"),
    Code.BLANK_TOO_BIG: N_("The workbook is too big to be a blank of a report: %(name)s"),
    Code.BLANK_CELL: N_(
        "Nothing can be put into the cell %(cell)s: it holds a formula or is not there"
    ),
    Code.BLANK_PACK_BAD: N_("This is not a form that was saved from a blank: %(name)s"),
    Code.WORKBOOK_EMPTY: N_("The workbook holds no rows: %(name)s"),
    Code.HEADINGS_NOT_FOUND: N_("No sheet with the headings of a journal was found: %(name)s"),
    Code.TEXTS_FILE_BAD: N_("This is not a file of document texts, or it is damaged: %(name)s"),
    Code.BACKUP_BAD: N_("The backup cannot be used: it is damaged or belongs to another centre"),
    Code.RESOURCE_BAD: N_("A file of settings or forms is damaged: %(name)s"),
    Code.COPY_DIFFERS: N_(
        "The wording or the program has changed since: this copy cannot be printed again as it was"
    ),
    Code.GLYPH_MISSING: N_("The font has no sign for: %(signs)s"),
    Code.STORE_CLOSED: N_("The centre is already closed"),
    Code.ATTACHMENT_DAMAGED: N_(
        "The attached file is damaged: its bytes are not those that were added. Restore a backup"
    ),
    Code.SIGNATURE_UNREADABLE: N_(
        "This is no file of electronic signatures (CMS, PKCS#7), or it is damaged"
    ),
    Code.SIGNATURE_TOO_BIG: N_("The file of signatures is too big: at most %(limit)s MB"),
    Code.SIGNATURE_MISSING: N_("This PDF holds no electronic signature"),
    Code.CERTIFICATE_UNREADABLE: N_("This is no certificate, or it is damaged"),
    Code.SCAN_UNREADABLE: N_("This is neither a PDF nor a picture, or it is damaged"),
    Code.CARD_BAD: N_("This is not the card of an office, or it is damaged: %(name)s"),
    Code.PACKAGE_FOREIGN: N_("This is not a package of MediaDesk: %(name)s"),
    Code.PACKAGE_BAD: N_(
        "The package is damaged or was altered on the way: %(name)s. Nothing was taken in. Ask the office to send it again"
    ),
    Code.PACKAGE_NEWER: N_(
        "The package was made by a newer MediaDesk (%(theirs)s, here is %(ours)s): %(name)s. Update the program, then merge it"
    ),
    Code.PACKAGE_PASSPHRASE: N_("The passphrase does not fit the package: %(name)s"),
    Code.PACKAGE_NOT_FOR_US: N_(
        "The package is closed for another office: %(name)s. Ask the sender to choose this office as the receiver"
    ),
    Code.PACKAGE_UNKNOWN_OFFICE: N_(
        "The key of the office is not known yet: %(office)s. Compare the fingerprint by telephone and take in its card"
    ),
    Code.PACKAGE_FORGED: N_(
        "The package is not signed with the key known of this office: %(office)s. Do not merge it and call the office"
    ),
    Code.PACKAGE_OWN: N_("The package was made by this office; its cases are here already"),
    Code.PACKAGE_NUMBER_TWICE: N_(
        "Another package of %(office)s has the number %(number)s. Ask for a package with all cases"
    ),
    Code.PACKAGE_NUMBERS: N_(
        "Two cases of an office claim the same number in the register. Merge the missing packages of that office too"
    ),
    Code.PACKAGE_STAYS: N_(
        "The package cannot be taken out: something entered here since hangs on its cases"
    ),
    Code.PACKAGE_TOO_BIG: N_("A record is too big for a package"),
    Code.FILE_NOT_HERE: N_(
        "The file stayed at the office it belongs to: the package came without files"
    ),
    Code.UPDATE_NO_KEY: N_(
        "This build has no key to check updates with. Start the file of the new version by itself"
    ),
    Code.UPDATE_NOT_BUILT: N_(
        "This program runs from its sources and was not installed: it cannot install updates"
    ),
    Code.UPDATE_NOT_NEWER: N_("Version %(theirs)s is not newer than the one in use"),
    Code.UPDATE_NOT_FOR_US: N_("The release holds no file for this computer: %(platform)s"),
    Code.NO_OLDER_VERSION: N_("There is no older version on this computer to go back to"),
    Code.UPDATE_MISSING: N_("No whole release of MediaDesk is here: %(name)s is missing"),
    Code.UPDATE_FORGED: N_(
        "The signature does not fit: the files were changed or come from somebody else. Nothing was installed"
    ),
    Code.UPDATE_BAD: N_(
        "The file is damaged or is not the one that was signed: %(name)s. Nothing was installed"
    ),
    Code.UPDATE_STICK_GONE: N_(
        "The stick can no longer be read. Put it in again and repeat. Nothing was changed"
    ),
    Code.UPDATE_FAILED: N_(
        "The new version could not be installed; the one in use was not touched. %(detail)s"
    ),
    Code.CANCELLED: N_("Cancelled. Nothing was changed"),
}
