"""Which right each question to the desk wants, and how it is kept to own cases: complete by test."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from mediadesk.domain.access import AccessKind
from mediadesk.domain.model import Agreement, Attachment, PrintedCopy, SignatureRecord
from mediadesk.domain.rights import Right

__all__ = ["JUDGES", "QUESTIONS", "STRANGE", "Question", "Scope"]


class Scope(Enum):
    """How an answer is kept to the cases of somebody who may see only own ones."""

    NONE = auto()
    """It tells of no case, or of one that was asked for before."""
    CASE = auto()
    """The arguments `case_id` or `case_ids` name the cases."""
    RECORD = auto()
    """Whole numbers among the arguments name records that hang on a case."""
    QUERY = auto()
    """The argument `query` is narrowed."""
    ROWS = auto()
    """Rows of other cases are left out, and of those that are shut."""
    HITS = auto()
    """Rows of other cases are left out; those of shut ones tell no more than the list of cases."""
    NUMBER = auto()
    """The answer is a case, or None."""
    EMPTY = auto()
    """The answer spans all cases; nothing is told then."""
    WHOLE = auto()
    """The answer spans all cases; it is refused then."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a question wants: a right, a scope, and what is noted of it besides a look at a case."""

    right: Right | None = None
    scope: Scope = Scope.NONE
    noted: AccessKind | None = None
    record: type | None = None


def _all(names: str, question: Question) -> dict[str, Question]:
    return dict.fromkeys(names.split(), question)


STRANGE: Final = Question(Right.PEOPLE, Scope.WHOLE)
"""A question that no table knows is for the head alone."""
_SEE = Right.SEE_CASES
_OUT = AccessKind.EXPORTED

QUESTIONS: Final[dict[str, Question]] = {
    **_all(
        # nothing of a case, or only what the caller holds already
        "addresses_of answer_term attachment_data background body_directory backup backups"
        " backup_schedule backup_state left_by bring_second take_in_practices is_practice_due"
        " take_second use_second case_query case_term change_passphrase check check_scan is_damage"
        " check_signatures clause_library close code_book code_words copy_name cross_choices"
        " currencies day_of divided document_groups document_kinds document_languages draft drafts"
        " drop_draft due_notices earlier_version end_ground execute goes_outside guidance_words"
        " has_note_phrase is_alone is_own_reference keep_draft law leave_newer"
        " leave_newer_wording letterhead likely_outcome live_text lock_notes look_at_texts may"
        " mediation_rule mediators minors needed_record notes_open office own_template prove_passphrase"
        " own_templates power read_file read_template recipient_of redo redo_label reference"
        " reference_differences reference_sets referrals renew_passphrase report_forms role_words"
        " roots_in save_letterhead save_reference save_wording schedule screening_book"
        " session_stages shelf short_name signing_command steps_of_side supplied_again"
        " supplied_reference supplied_wording take_in_texts template_names template_problems"
        " template_sample term term_rules term_title topic_name topics topics_in_use translator translator_of"
        " trusted_roots why_not_case undo undo_label usual_languages verify_backup views waiver_of warn_days"
        " is_blocked why_not why_not_notes wording wording_differences wording_page wording_problems wording_sets"
        " wording_supplied_again wording_vocabulary working_copy write_texts new_calendar"
        " add_own_template remove_own_template file_rules fingerprint_of open_name package_name"
        " region_name look_at_update prepare_update demand_usable",
        Question(),
    ),
    **_all(
        "case_file case_due case_history copies papers document_abouts document_receivers findings"
        " reopenings sealed_counts stand_again waive attach attach_bytes register_copies"
        " register_copy numbered",
        Question(_SEE, Scope.CASE),
    ),
    "candidates": Question(Right.ASSIGN, Scope.CASE),
    "document": Question(Right.PRINT, Scope.CASE),
    "bind_role": Question(Right.PEOPLE),
    "own_document": Question(Right.PRINT, Scope.CASE, AccessKind.PRINTED),
    "write_documents": Question(Right.PRINT, Scope.CASE, AccessKind.PRINTED),
    "write_every_document": Question(Right.PRINT, Scope.WHOLE, AccessKind.PRINTED),
    "write_case_file": Question(Right.EXPORT, Scope.CASE, _OUT),
    **_all(
        "set_note_phrase change_note_phrase open_notes",
        Question(Right.NOTES),
    ),
    **_all("private_notes add_note", Question(Right.NOTES, Scope.CASE)),
    **_all("attachment attachment_bytes", Question(_SEE, Scope.RECORD, record=Attachment)),
    "save_attachment_to": Question(_SEE, Scope.RECORD, _OUT, Attachment),
    **_all(
        "copy compare_copies check_signatures_of", Question(_SEE, Scope.RECORD, record=PrintedCopy)
    ),
    "reprint": Question(Right.PRINT, Scope.RECORD, AccessKind.PRINTED, PrintedCopy),
    "exchange_letter": Question(Right.PRINT, Scope.RECORD, _OUT, PrintedCopy),
    "evidence_sheet": Question(Right.PRINT, Scope.RECORD, AccessKind.PRINTED, SignatureRecord),
    "recheck": Question(_SEE, Scope.RECORD, record=SignatureRecord),
    "agreement_versions": Question(_SEE, Scope.RECORD, record=Agreement),
    **_all("screening_answers screening_verdict", Question(Right.SEE_SCREENING)),
    **_all("cases all_cases count totals case_revs", Question(_SEE, Scope.QUERY)),
    **_all("write_register print_register", Question(Right.EXPORT, Scope.QUERY, _OUT)),
    "search": Question(_SEE, Scope.HITS),
    **_all("tasks agenda", Question(_SEE, Scope.ROWS)),
    "start_page": Question(_SEE),
    **_all("known_bodies known_officers", Question(_SEE)),
    "case_id": Question(_SEE, Scope.NUMBER),
    "write_ics": Question(_SEE, Scope.NONE, _OUT),
    **_all("terms_sheet mediator_card mediator_rows", Question(_SEE, Scope.WHOLE)),
    **_all("terms_pdf mediator_findings mediator_hindrances", Question(_SEE)),
    "write_terms": Question(_SEE, Scope.NONE, _OUT),
    "published_mediators": Question(),
    "write_mediator_list": Question(_SEE, Scope.NONE, _OUT),
    **_all("people person_or_body own_cases joins", Question(Right.SEE_PEOPLE, Scope.WHOLE)),
    **_all(
        "occurs occurs_as similar_people conflicts participants similar",
        Question(_SEE, Scope.EMPTY),
    ),
    **_all(
        "report report_data glance blank_values doubts doubts_of prepare_report"
        " compare_submitted submitted_report submitted_reports case_of_pseudonym blank_draft"
        " blank_forms",
        Question(Right.REPORTS, Scope.WHOLE),
    ),
    **_all(
        "write_report write_blank write_outside report_again",
        Question(Right.REPORTS, Scope.WHOLE, _OUT),
    ),
    **_all(
        "submission submit_report export_blank import_blank open_blank remove_blank save_blank",
        Question(Right.SUBMIT, Scope.WHOLE),
    ),
    **_all(
        "apply_import imports journal_columns known_headings plan_import read_mapping save_mapping write_rejected",
        Question(Right.TAKE_IN),
    ),
    **_all("removed trashed_cases", Question(Right.TRASH, Scope.ROWS)),
    "destruction_act": Question(Right.TRASH, Scope.WHOLE),
    **_all(
        "clean_copies copies_standing destroy destructions finish_destruction",
        Question(Right.DESTROY, Scope.WHOLE),
    ),
    **_all("records_over storage_over", Question(Right.TRASH, Scope.WHOLE)),
    **_all("personal_law retention", Question()),
    **_all(
        "blocks_of breaches consents_of person_file person_of_data persons_standing requests_of"
        " withdrawn_consent",
        Question(Right.PERSONAL, Scope.WHOLE),
    ),
    **_all(
        "write_breach_notice write_data_list write_person_file write_withdrawal",
        Question(Right.PERSONAL, Scope.WHOLE, _OUT),
    ),
    "write_destroyed": Question(Right.DESTROY, Scope.WHOLE, _OUT),
    "make_practice_copy": Question(Right.PEOPLE, Scope.WHOLE, _OUT),
    "write_destruction_act": Question(Right.TRASH, Scope.WHOLE, _OUT),
    **_all(
        "journal history_entry entry_numbers looks journal_state prepare_journal",
        Question(Right.JOURNAL, Scope.WHOLE),
    ),
    "write_journal": Question(Right.JOURNAL, Scope.WHOLE, _OUT),
    **_all("is_foreign has_remarks remarks_of why_not_changed", Question(_SEE, Scope.CASE)),
    "change_here": Question(Right.TAKE_IN, Scope.CASE),
    "case_of_remark": Question(_SEE),
    **_all(
        "cases_of_office foreign_cases look_at_packages offices_view preview_reply remarks reminders replies_sent"
        " take_in_reply to_send with_doubts",
        Question(Right.TAKE_IN, Scope.WHOLE),
    ),
    "print_reminders": Question(Right.TAKE_IN, Scope.WHOLE, _OUT),
    **_all("make_reply write_letter", Question(Right.EXPORT, Scope.WHOLE, _OUT)),
    # everything at once, unprotected: for the head alone
    "give_out": Question(Right.PEOPLE, Scope.WHOLE, _OUT),
    **_all(
        "differences find_office inspect_package know_office known_offices merge_packages"
        " offices_standing open_package package_obstacles package_refusal packages_received"
        " plan_package preview_packages read_office_card sender_of take_out_package",
        Question(Right.TAKE_IN, Scope.WHOLE),
    ),
    **_all("office_card packages_sent", Question(Right.EXPORT, Scope.WHOLE)),
    **_all("make_package save_office_card", Question(Right.EXPORT, Scope.WHOLE, _OUT)),
    **_all("practise_restoring practices prove_backup way_back", Question(Right.RESTORE)),
    "write_certificate": Question(Right.RESTORE, Scope.NONE, _OUT),
    **_all("case_in_backup bring_case_back", Question(Right.RESTORE, Scope.WHOLE)),
    **_all(
        "add_person save_person reset_passphrase shut_out first_passphrase new_recovery_key"
        " take_recovery_key new_key_parts take_key_parts drop_key_parts has_key_parts"
        " people_of_centre",
        Question(Right.PEOPLE),
    ),
}
"""Every public name of the desk. What saves goes through `execute`, which judges the command."""

JUDGES: Final = frozenset(
    [
        "blocked_cases",
        "demand",
        "demand_author",
        "forget_own",
        "judge_changes",
        "judge_command",
        "judge_owner",
        "known",
        "note",
        "note_coming",
        "own_cases_only",
        "shut_cases",
        "sign_in",
    ]
)
"""What the judge itself is made of; nothing stands before it."""
