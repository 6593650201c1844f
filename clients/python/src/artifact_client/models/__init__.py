""" Contains all the data models used in inputs/outputs """

from .acceptance_out import AcceptanceOut
from .account_out import AccountOut
from .account_out_page import AccountOutPage
from .agreement_out import AgreementOut
from .agreement_out_kind import AgreementOutKind
from .agreement_out_page import AgreementOutPage
from .agreement_out_subjects_item import AgreementOutSubjectsItem
from .answer_in import AnswerIn
from .assessment_out import AssessmentOut
from .assessment_out_counts import AssessmentOutCounts
from .attachment_out import AttachmentOut
from .checkpoint_out import CheckpointOut
from .comment_in import CommentIn
from .comment_out import CommentOut
from .comment_out_page import CommentOutPage
from .comment_out_side import CommentOutSide
from .conclusion_in import ConclusionIn
from .conclusion_in_verdict import ConclusionInVerdict
from .conclusion_out import ConclusionOut
from .conclusion_out_page import ConclusionOutPage
from .conclusion_out_verdict import ConclusionOutVerdict
from .consistency import Consistency
from .control_below import ControlBelow
from .control_below_counts import ControlBelowCounts
from .control_below_page import ControlBelowPage
from .control_below_status_type_0 import ControlBelowStatusType0
from .control_out import ControlOut
from .control_out_page import ControlOutPage
from .control_out_params import ControlOutParams
from .control_out_severity import ControlOutSeverity
from .control_ref_out import ControlRefOut
from .coverage_out import CoverageOut
from .coverage_out_state import CoverageOutState
from .customer_agreement_out import CustomerAgreementOut
from .customer_agreement_out_level import CustomerAgreementOutLevel
from .customer_agreement_out_page import CustomerAgreementOutPage
from .customer_agreement_out_state import CustomerAgreementOutState
from .customer_agreement_out_type import CustomerAgreementOutType
from .delivery_out import DeliveryOut
from .engagement_out import EngagementOut
from .engagement_out_page import EngagementOutPage
from .engagement_out_state import EngagementOutState
from .entry_out import EntryOut
from .entry_out_page import EntryOutPage
from .event_out import EventOut
from .event_out_kind import EventOutKind
from .evidence_out import EvidenceOut
from .evidence_out_page import EvidenceOutPage
from .export_out import ExportOut
from .export_out_page import ExportOutPage
from .export_out_state import ExportOutState
from .file_in import FileIn
from .finding_below import FindingBelow
from .finding_below_page import FindingBelowPage
from .finding_below_severity_type_0 import FindingBelowSeverityType0
from .finding_below_status import FindingBelowStatus
from .finding_out import FindingOut
from .finding_out_page import FindingOutPage
from .finding_out_severity_type_0 import FindingOutSeverityType0
from .finding_out_status import FindingOutStatus
from .finding_whole import FindingWhole
from .finding_whole_severity_type_0 import FindingWholeSeverityType0
from .finding_whole_status import FindingWholeStatus
from .framework_out import FrameworkOut
from .framework_out_page import FrameworkOutPage
from .head import Head
from .held_out import HeldOut
from .held_out_controls import HeldOutControls
from .held_out_status import HeldOutStatus
from .inclusion import Inclusion
from .judgement_in import JudgementIn
from .judgement_in_verdict import JudgementInVerdict
from .list_controls_severity_item import ListControlsSeverityItem
from .list_engagement_findings_status_item import ListEngagementFindingsStatusItem
from .list_findings_severity_item import ListFindingsSeverityItem
from .list_findings_status_item import ListFindingsStatusItem
from .list_requests_status_item import ListRequestsStatusItem
from .list_runs_status_item import ListRunsStatusItem
from .me import Me
from .notice_out import NoticeOut
from .notice_out_facts import NoticeOutFacts
from .notice_out_page import NoticeOutPage
from .place_out import PlaceOut
from .place_out_state import PlaceOutState
from .population_asked import PopulationAsked
from .population_asked_kind import PopulationAskedKind
from .population_asked_statuses_item import PopulationAskedStatusesItem
from .population_out import PopulationOut
from .population_out_kind import PopulationOutKind
from .population_out_page import PopulationOutPage
from .population_out_state import PopulationOutState
from .population_whole import PopulationWhole
from .population_whole_kind import PopulationWholeKind
from .population_whole_reconciliation_item import PopulationWholeReconciliationItem
from .population_whole_state import PopulationWholeState
from .problem import Problem
from .problem_errors_item import ProblemErrorsItem
from .problem_type import ProblemType
from .report_out import ReportOut
from .report_out_origin import ReportOutOrigin
from .report_out_page import ReportOutPage
from .request_asked import RequestAsked
from .request_out import RequestOut
from .request_out_page import RequestOutPage
from .request_out_state import RequestOutState
from .request_whole import RequestWhole
from .request_whole_state import RequestWholeState
from .requirement_below import RequirementBelow
from .requirement_below_page import RequirementBelowPage
from .requirement_below_status import RequirementBelowStatus
from .requirement_out import RequirementOut
from .requirement_out_future_dated_type_0 import RequirementOutFutureDatedType0
from .requirement_out_page import RequirementOutPage
from .requirement_out_superseded_type_0 import RequirementOutSupersededType0
from .requirement_ref import RequirementRef
from .run_asked import RunAsked
from .run_out import RunOut
from .run_out_page import RunOutPage
from .run_out_state import RunOutState
from .run_whole import RunWhole
from .run_whole_state import RunWholeState
from .sample_asked import SampleAsked
from .sample_asked_frequency import SampleAskedFrequency
from .sample_asked_risk import SampleAskedRisk
from .sample_asked_strata_by_item import SampleAskedStrataByItem
from .sample_out import SampleOut
from .sample_out_page import SampleOutPage
from .signature_in import SignatureIn
from .snapshot_out import SnapshotOut
from .snapshot_out_page import SnapshotOutPage
from .snapshot_whole import SnapshotWhole
from .snapshot_whole_receipt import SnapshotWholeReceipt
from .terms_out import TermsOut
from .unit_out import UnitOut
from .unit_out_state import UnitOutState
from .version_out import VersionOut
from .version_out_page import VersionOutPage
from .version_out_publication import VersionOutPublication
from .version_out_state import VersionOutState
from .webhook_asked import WebhookAsked
from .webhook_out import WebhookOut
from .webhook_out_page import WebhookOutPage
from .webhook_with_secret import WebhookWithSecret

__all__ = (
    "AcceptanceOut",
    "AccountOut",
    "AccountOutPage",
    "AgreementOut",
    "AgreementOutKind",
    "AgreementOutPage",
    "AgreementOutSubjectsItem",
    "AnswerIn",
    "AssessmentOut",
    "AssessmentOutCounts",
    "AttachmentOut",
    "CheckpointOut",
    "CommentIn",
    "CommentOut",
    "CommentOutPage",
    "CommentOutSide",
    "ConclusionIn",
    "ConclusionInVerdict",
    "ConclusionOut",
    "ConclusionOutPage",
    "ConclusionOutVerdict",
    "Consistency",
    "ControlBelow",
    "ControlBelowCounts",
    "ControlBelowPage",
    "ControlBelowStatusType0",
    "ControlOut",
    "ControlOutPage",
    "ControlOutParams",
    "ControlOutSeverity",
    "ControlRefOut",
    "CoverageOut",
    "CoverageOutState",
    "CustomerAgreementOut",
    "CustomerAgreementOutLevel",
    "CustomerAgreementOutPage",
    "CustomerAgreementOutState",
    "CustomerAgreementOutType",
    "DeliveryOut",
    "EngagementOut",
    "EngagementOutPage",
    "EngagementOutState",
    "EntryOut",
    "EntryOutPage",
    "EventOut",
    "EventOutKind",
    "EvidenceOut",
    "EvidenceOutPage",
    "ExportOut",
    "ExportOutPage",
    "ExportOutState",
    "FileIn",
    "FindingBelow",
    "FindingBelowPage",
    "FindingBelowSeverityType0",
    "FindingBelowStatus",
    "FindingOut",
    "FindingOutPage",
    "FindingOutSeverityType0",
    "FindingOutStatus",
    "FindingWhole",
    "FindingWholeSeverityType0",
    "FindingWholeStatus",
    "FrameworkOut",
    "FrameworkOutPage",
    "Head",
    "HeldOut",
    "HeldOutControls",
    "HeldOutStatus",
    "Inclusion",
    "JudgementIn",
    "JudgementInVerdict",
    "ListControlsSeverityItem",
    "ListEngagementFindingsStatusItem",
    "ListFindingsSeverityItem",
    "ListFindingsStatusItem",
    "ListRequestsStatusItem",
    "ListRunsStatusItem",
    "Me",
    "NoticeOut",
    "NoticeOutFacts",
    "NoticeOutPage",
    "PlaceOut",
    "PlaceOutState",
    "PopulationAsked",
    "PopulationAskedKind",
    "PopulationAskedStatusesItem",
    "PopulationOut",
    "PopulationOutKind",
    "PopulationOutPage",
    "PopulationOutState",
    "PopulationWhole",
    "PopulationWholeKind",
    "PopulationWholeReconciliationItem",
    "PopulationWholeState",
    "Problem",
    "ProblemErrorsItem",
    "ProblemType",
    "ReportOut",
    "ReportOutOrigin",
    "ReportOutPage",
    "RequestAsked",
    "RequestOut",
    "RequestOutPage",
    "RequestOutState",
    "RequestWhole",
    "RequestWholeState",
    "RequirementBelow",
    "RequirementBelowPage",
    "RequirementBelowStatus",
    "RequirementOut",
    "RequirementOutFutureDatedType0",
    "RequirementOutPage",
    "RequirementOutSupersededType0",
    "RequirementRef",
    "RunAsked",
    "RunOut",
    "RunOutPage",
    "RunOutState",
    "RunWhole",
    "RunWholeState",
    "SampleAsked",
    "SampleAskedFrequency",
    "SampleAskedRisk",
    "SampleAskedStrataByItem",
    "SampleOut",
    "SampleOutPage",
    "SignatureIn",
    "SnapshotOut",
    "SnapshotOutPage",
    "SnapshotWhole",
    "SnapshotWholeReceipt",
    "TermsOut",
    "UnitOut",
    "UnitOutState",
    "VersionOut",
    "VersionOutPage",
    "VersionOutPublication",
    "VersionOutState",
    "WebhookAsked",
    "WebhookOut",
    "WebhookOutPage",
    "WebhookWithSecret",
)
