import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AuditEntry } from '../domain/audit.ts';
import type { AuditConnection, AuditEdge, DossierReference, DocumentConnection, DocumentEdge, TransferReference } from './references.ts';
import type { DeskUser as DeskUserRecord } from '../domain/desk-user.ts';
import type { DocumentFile as DocumentFileRecord } from '../domain/document-file.ts';
import type { ReportedDocuments as DocumentReportRecord } from '../actions/report-documents.ts';
import type { ShownGroup } from './resolvers/document-report.ts';
import type { DeskDocument, IssuedDocument as IssuedDocumentRecord } from '../domain/document.ts';
import type { ResultPush as ResultPushRecord } from '../domain/result-push.ts';
import type { Context } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A calendar day in Vietnam (Asia/Ho_Chi_Minh), as `YYYY-MM-DD`. A day that is not in the calendar is `BAD_USER_INPUT`. */
  Date: { input: string; output: string; }
  /**
   * A moment, as ISO 8601 text with an offset. Answers are in UTC, such as `2021-08-05T02:15:00.000Z`; input may carry any
   * offset, such as `2021-08-05T09:15:00+07:00`. Text without an offset is `BAD_USER_INPUT`.
   */
  DateTime: { input: Date; output: Date; }
  /**
   * Mã hồ sơ: the code that is printed on the receipt and that joins the two systems, such as `000.00.13.H08-210805-0001`
   * (agency, date of reception, number of the day). Text that is not such a code is `BAD_USER_INPUT`.
   */
  DossierCode: { input: string; output: string; }
  /**
   * A file in a multipart request, by the GraphQL multipart request specification. By default at most 100 MB a file and 20
   * files a request. What a file is gets recognised by its content, not its name.
   */
  Upload: { input: Promise<import('graphql-upload-ts').FileUpload>; output: never; }
  _FieldSet: { input: string; output: string; }
};

/** Input of `addDraftFiles`. */
export type AddDraftFilesInput = {
  /** `Draft.id`. */
  draftId: Scalars['ID']['input'];
  /** The files, at least one. */
  files: Array<Scalars['Upload']['input']>;
  /** `Draft.version` as the caller has seen it. */
  version: Scalars['Int']['input'];
};

/** Input of `archiveDocument`. */
export type ArchiveDocumentInput = {
  /** `IssuedDocument.id`. */
  documentId: Scalars['ID']['input'];
};

/** Orders of what awaits an officer. */
export type AwaitingOrder =
  /**
   * Hồ sơ sắp đến hạn trước: by how little time the dossier has left, those past their due date first. Drafts without a due date,
   * and those of dossiers on hold, whose clock stands still, come after, by urgency and then by age.
   */
  | 'DUE_SOONEST'
  /** Most urgent first (độ khẩn), then the oldest. */
  | 'MOST_URGENT';

/** Input of `createDraft`. */
export type CreateDraftInput = {
  /** The draft's files. */
  files: Array<Scalars['Upload']['input']>;
  /** Loại văn bản. */
  kind: DocumentKind;
  /** Trích yếu; at most 1000 characters. */
  subject: Scalars['String']['input'];
  /** Độ khẩn. */
  urgency: Urgency;
};

/** What iDesk's audit log records. */
export type DeskAuditAction =
  /** Thêm tệp. */
  | 'ADD_FILES'
  /** Duyệt. */
  | 'APPROVE'
  /** Lưu văn bản. */
  | 'ARCHIVE'
  /** Tạo dự thảo. */
  | 'CREATE'
  /** Ban hành. */
  | 'ISSUE'
  /** Chuyển đến phần mềm iGate. */
  | 'PUSH_RESULTS'
  /** Thu hồi, with the reason. */
  | 'RECALL'
  /** Nhận từ iGate: a dossier that was sent has become a draft. */
  | 'RECEIVE_FROM_IGATE'
  /** Trả lại, with the reason. */
  | 'RETURN'
  /** Ký. */
  | 'SIGN'
  /** Trình lãnh đạo phòng. */
  | 'SUBMIT'
  /** Sửa dự thảo. */
  | 'UPDATE';

/**
 * One action of an officer in iDesk, or one arrival from iGate in an officer's name (nhật ký hệ thống). Written once and never
 * changed.
 */
export type DeskAuditEntry = {
  __typename?: 'DeskAuditEntry';
  /** What was done. */
  action: DeskAuditAction;
  /** When it happened. */
  at: Scalars['DateTime']['output'];
  /**
   * The facts in one sentence in the caller's language, such as the subject, the symbol and the names of the files. Null where
   * there is nothing to add.
   */
  details?: Maybe<Scalars['String']['output']>;
  /**
   * Id of the draft or issued document it was done to, as in `Draft.id`. Null for a refused creation. The log leads to no
   * document: administrators see none.
   */
  documentId?: Maybe<Scalars['ID']['output']>;
  /** The dossier that the document belongs to. Null where it belongs to none. */
  dossierCode?: Maybe<Scalars['DossierCode']['output']>;
  /** Stable id. */
  id: Scalars['ID']['output'];
  /** Who did it. Null for an officer whom iDesk no longer knows, and for whoever tried a file address that was never given out. */
  officer?: Maybe<DeskUser>;
  /** Whether it was done. */
  outcome: DeskAuditOutcome;
};

/** A page of entries of iDesk's audit log. */
export type DeskAuditEntryConnection = {
  __typename?: 'DeskAuditEntryConnection';
  /** The entries of this page, newest first. */
  edges: Array<DeskAuditEntryEdge>;
  /** Where this page lies among the others. */
  pageInfo: PageInfo;
  /** How many entries pass the filter on all pages together. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

/** An entry of iDesk's audit log on a page. */
export type DeskAuditEntryEdge = {
  __typename?: 'DeskAuditEntryEdge';
  /** Position of this entry, for `after`. Opaque. */
  cursor: Scalars['String']['output'];
  /** The entry. */
  node: DeskAuditEntry;
};

/** Which entries of iDesk's audit log to list. All conditions hold together. */
export type DeskAuditFilter = {
  /** One of these actions. */
  actions?: InputMaybe<Array<DeskAuditAction>>;
  /** About the draft or issued document with this id. */
  documentId?: InputMaybe<Scalars['ID']['input']>;
  /** About documents of this dossier. */
  dossierCode?: InputMaybe<Scalars['DossierCode']['input']>;
  /** At this moment or later. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** By the officer with this SSO account. */
  officer?: InputMaybe<Scalars['String']['input']>;
  /** Before this moment. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** How an attempt ended that iDesk's audit log records. */
export type DeskAuditOutcome =
  /** Đã thực hiện. */
  | 'DONE'
  /** Bị từ chối: the caller had no right to it. */
  | 'REFUSED';

/** Figures of one officer's desk at this moment. */
export type DeskCounters = {
  __typename?: 'DeskCounters';
  /** Chờ duyệt: drafts that wait for the officer to approve them. */
  awaitingApproval: Scalars['Int']['output'];
  /** Chờ ban hành: drafts that wait for the officer to issue them. */
  awaitingIssue: Scalars['Int']['output'];
  /** Chờ ký: drafts that wait for the officer to sign them. */
  awaitingSignature: Scalars['Int']['output'];
  /** Đang soạn thảo: the officer's own drafts in the state `DRAFTING`. */
  drafting: Scalars['Int']['output'];
  /** Đến hạn hôm nay: of what waits, the drafts whose dossier is due later today (in Vietnam) and not on hold. */
  dueToday: Scalars['Int']['output'];
  /** Quá hạn: of what waits, the drafts whose dossier is past its due date; one on hold only where it was late when the hold began. */
  overdue: Scalars['Int']['output'];
  /** Bị trả lại: of those, the ones that were returned with a reason. */
  returned: Scalars['Int']['output'];
  /** Khẩn: of what waits, the drafts that are more urgent than `NORMAL`. */
  urgent: Scalars['Int']['output'];
};

/** Roles in iDesk (vai trò). */
export type DeskRole =
  /** Quản trị: sees officers, no drafts or documents. */
  | 'ADMINISTRATOR'
  /** Văn thư: sees the department's signed drafts and documents; issues, archives, recalls, pushes results. */
  | 'CLERK'
  /** Lãnh đạo sở: sees the department's; signs or returns what is approved. */
  | 'DEPARTMENT_LEADER'
  /** Lãnh đạo phòng: sees the division's; approves or returns what is submitted. May draft, too. */
  | 'DIVISION_HEAD'
  /** Cán bộ một cửa: sees the department's issued documents that bear a dossier code, to take results from. */
  | 'ONE_STOP_OFFICER'
  /** Xem báo cáo: sees figures only, no drafts or documents. */
  | 'REPORT_VIEWER'
  /** Chuyên viên: sees their own drafts and documents; drafts, submits, pushes results. */
  | 'SPECIALIST';

/** An officer as iDesk knows them, under their SSO account. */
export type DeskUser = {
  __typename?: 'DeskUser';
  /** Chờ tôi xử lý: the drafts that wait for this officer to approve, sign or issue them, as far as the caller may see them. */
  awaitingMe: DraftConnection;
  /** How many drafts lie on this officer's desk, as far as the caller may see them, for badges and tiles. */
  counters: DeskCounters;
  /**
   * The drafts (dự thảo) that this officer has created, newest first, as far as the caller may see them. Those that have been
   * issued are among them.
   */
  drafts: DraftConnection;
  /** Họ và tên, in the Vietnamese order: family name first. */
  fullName: Scalars['String']['output'];
  /** Chức vụ, such as "Chuyên viên". Null where none is recorded. */
  position?: Maybe<Scalars['String']['output']>;
  /** What the officer may do; several roles add up. In no particular order. */
  roles: Array<DeskRole>;
  /** SSO account, which is also the iDesk account, such as `hoant@stttt.binhdinh.gov.vn`. Not the iGate account. */
  ssoAccount: Scalars['String']['output'];
  /** Đơn vị: name of the division, or of the department for those who belong to it as a whole. */
  unit: Scalars['String']['output'];
};


/** An officer as iDesk knows them, under their SSO account. */
export type DeskUserAwaitingMeArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy: AwaitingOrder;
  states?: InputMaybe<Array<DraftState>>;
};


/** An officer as iDesk knows them, under their SSO account. */
export type DeskUserDraftsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  states?: InputMaybe<Array<DraftState>>;
};

/** A figure of `documentReport`, by which `documents` lists what it counts. */
export type DocumentFigure =
  /** Chờ duyệt: waits for the division head. */
  | 'AWAITING_APPROVAL'
  /** Chờ ban hành: signed, waits for the clerk. */
  | 'AWAITING_ISSUE'
  /** Chờ ký: waits for the department leader. */
  | 'AWAITING_SIGNATURE'
  /** Dự thảo phát sinh trong kỳ: begun in iDesk, or come from iGate, on a day of the period. */
  | 'CREATED'
  /**
   * Thời gian từ dự thảo đến ban hành: working days from the day the draft began, or came from iGate, to the day of issue, of
   * those issued in the period.
   */
  | 'CREATE_TO_ISSUE'
  /** Đang soạn thảo: with the officer who drafts it. */
  | 'DRAFTING'
  /** Từ iGate chuyển sang: those of `created` that came from iGate. */
  | 'FROM_IGATE'
  /** Ban hành trong kỳ: issued on a day of the period (the day the clerk took the number). */
  | 'ISSUED'
  /** Chuyển kết quả bị lỗi: with a push to iGate that has failed and that no later one has replaced. */
  | 'PUSH_FAILED'
  /** Chuyển kết quả bị kẹt: with a push to iGate that has been under way for more than 15 minutes. */
  | 'PUSH_STUCK'
  /** Thu hồi trong kỳ: recalled on a day of the period. */
  | 'RECALLED'
  /** Bị trả lại: those of `created` that have been returned to the specialist at least once by now. */
  | 'REWORKED'
  /** Thời gian từ ký đến ban hành: working days from the day of signing to the day of issue, of those issued in the period. */
  | 'SIGN_TO_ISSUE'
  /** Đang xử lý: neither issued nor cancelled by now. By officer it is their workload (khối lượng công việc). */
  | 'UNDER_WAY';

/** A figure of `documentReport` to open. */
export type DocumentFigureInput = {
  /** Which figure. */
  figure: DocumentFigure;
  /** The period of the report, or of the group in time. Figures of the present do not depend on it. */
  period: ReportPeriodInput;
};

/**
 * Figures of documents. Those up to `signToIssue` are of the events of the period, those from `underWay` on of the present,
 * whatever the period.
 */
export type DocumentFigures = {
  __typename?: 'DocumentFigures';
  /** Chờ duyệt: waits for the division head. */
  awaitingApproval?: Maybe<Scalars['Int']['output']>;
  /** Chờ ban hành: signed, waits for the clerk. */
  awaitingIssue?: Maybe<Scalars['Int']['output']>;
  /** Chờ ký: waits for the department leader. */
  awaitingSignature?: Maybe<Scalars['Int']['output']>;
  /**
   * Thời gian từ dự thảo đến ban hành: working days from the day the draft began, or came from iGate, to the day of issue, of
   * those issued in the period.
   */
  createToIssue: WorkingDayDurations;
  /** Dự thảo phát sinh trong kỳ: begun in iDesk, or come from iGate, on a day of the period. */
  created: Scalars['Int']['output'];
  /** Đang soạn thảo: with the officer who drafts it. */
  drafting?: Maybe<Scalars['Int']['output']>;
  /** Chuyển kết quả bị lỗi: with a push to iGate that has failed and that no later one has replaced. */
  failedPushes?: Maybe<Scalars['Int']['output']>;
  /** Từ iGate chuyển sang: those of `created` that came from iGate. */
  fromIgate: Scalars['Int']['output'];
  /** Ban hành trong kỳ: issued on a day of the period (the day the clerk took the number). */
  issued: Scalars['Int']['output'];
  /** Thu hồi trong kỳ: recalled on a day of the period. */
  recalled: Scalars['Int']['output'];
  /** Tỷ lệ bị trả lại: `reworked` among `created`, from 0 to 1. Null where none was created. */
  reworkRate?: Maybe<Scalars['Float']['output']>;
  /** Bị trả lại: those of `created` that have been returned to the specialist at least once by now. */
  reworked: Scalars['Int']['output'];
  /** Thời gian từ ký đến ban hành: working days from the day of signing to the day of issue, of those issued in the period. */
  signToIssue: WorkingDayDurations;
  /** Chuyển kết quả bị kẹt: with a push to iGate that has been under way for more than 15 minutes. */
  stuckPushes?: Maybe<Scalars['Int']['output']>;
  /** Đang xử lý: neither issued nor cancelled by now. By officer it is their workload (khối lượng công việc). */
  underWay?: Maybe<Scalars['Int']['output']>;
};

/** A file of a draft or issued document in iDesk. */
export type DocumentFile = {
  __typename?: 'DocumentFile';
  /** The draft or document that the file belongs to. */
  document: OutgoingDocument;
  /** Address to download the file from, signed for the caller and valid for a few minutes: ask again instead of keeping it. */
  downloadUrl: Scalars['String']['output'];
  /** Stable id, for `attachResults` and `pushResultsToIgate`. */
  id: Scalars['ID']['output'];
  /** Media type by content, such as `application/pdf`. */
  mediaType: Scalars['String']['output'];
  /** File name with its extension, Vietnamese letters intact. */
  name: Scalars['String']['output'];
  /** Address that shows the file in a browser, signed and short-lived. Null for types that a browser cannot show safely. */
  previewUrl?: Maybe<Scalars['String']['output']>;
  /** SHA-256 of the content, as 64 hexadecimal digits. */
  sha256: Scalars['String']['output'];
  /** Size in bytes. */
  size: Scalars['Int']['output'];
  /** When the file was added, or arrived from iGate. */
  uploadedAt: Scalars['DateTime']['output'];
};

/** Which documents to list. All conditions hold together. */
export type DocumentFilter = {
  /** Created by the officer with this SSO account. */
  createdBy?: InputMaybe<Scalars['String']['input']>;
  /** Of this department (sở): the group's `key`. */
  department?: InputMaybe<Scalars['ID']['input']>;
  /** Of this division (phòng): the group's `key`. */
  division?: InputMaybe<Scalars['ID']['input']>;
  /** Only those that this figure of `documentReport` counts: with the conditions of the report and of a group, exactly its rows. */
  figure?: InputMaybe<DocumentFigureInput>;
  /** Only those that came from iGate, or with `false` only those that did not. */
  fromIgate?: InputMaybe<Scalars['Boolean']['input']>;
  /** Of one of these kinds (loại văn bản). */
  kinds?: InputMaybe<Array<DocumentKind>>;
  /** In one of these states (trạng thái). */
  states?: InputMaybe<Array<DraftState>>;
};

/** What the figures of `documentReport` are grouped by. */
export type DocumentGrouping =
  /** Theo ngày. */
  | 'DAY'
  /** Theo sở. */
  | 'DEPARTMENT'
  /** Theo phòng. */
  | 'DIVISION'
  /** Theo loại văn bản. */
  | 'KIND'
  /** Theo tháng. */
  | 'MONTH'
  /** Theo cán bộ soạn thảo. */
  | 'OFFICER'
  /** Theo trạng thái. */
  | 'STATE'
  /** Theo tuần, from Monday. */
  | 'WEEK';

/** Loại văn bản, by Decree 30/2020. */
export type DocumentKind =
  /** Báo cáo: report (BC). */
  | 'BAO_CAO'
  /** Biên bản: minutes (BB). */
  | 'BIEN_BAN'
  /** Công văn: official letter. Its symbol names no kind: `12/STTTT-BCVT`. */
  | 'CONG_VAN'
  /** Giấy mời: invitation (GM). */
  | 'GIAY_MOI'
  /** Giấy phép: licence (GP). */
  | 'GIAY_PHEP'
  /** Kế hoạch: plan (KH). */
  | 'KE_HOACH'
  /** Loại khác: any other kind. */
  | 'OTHER'
  /** Quyết định: decision (QĐ). */
  | 'QUYET_DINH'
  /** Thông báo: notice (TB). */
  | 'THONG_BAO'
  /** Tờ trình: proposal to a superior (TTr). */
  | 'TO_TRINH';

/** Báo cáo văn bản: figures of documents. Every one of them can be opened: see `DocumentFilter.figure`. */
export type DocumentReport = {
  __typename?: 'DocumentReport';
  /** Thời điểm tính: figures of the present are as of then. */
  computedAt: Scalars['DateTime']['output'];
  /** Xuất báo cáo: addresses of the same figures as a file, a row for each group and one for the total; durations by their median. */
  export: ExportAddresses;
  /**
   * The figures of each group, by name in Vietnamese order. Only groups in which at least one of the figures that the operation
   * selects is above 0. Groups in time are all there, in their order, each with its own part of the period. Empty where nothing
   * was grouped by.
   */
  groups: Array<DocumentReportGroup>;
  /** Kỳ báo cáo that the figures of events belong to. */
  period: ReportPeriod;
  /** Tổng số: the figures of all groups together. */
  total: DocumentFigures;
};

/** Which documents to report on. All conditions hold together; each is the same as in `DocumentFilter`. */
export type DocumentReportFilter = {
  /** Created by the officer with this SSO account. */
  createdBy?: InputMaybe<Scalars['String']['input']>;
  /** Of this department (sở): the group's `key`. */
  department?: InputMaybe<Scalars['ID']['input']>;
  /** Of this division (phòng): the group's `key`. */
  division?: InputMaybe<Scalars['ID']['input']>;
  /** Only those that came from iGate, or with `false` only those that did not. */
  fromIgate?: InputMaybe<Scalars['Boolean']['input']>;
  /** Of one of these kinds (loại văn bản). */
  kinds?: InputMaybe<Array<DocumentKind>>;
  /** In one of these states (trạng thái). */
  states?: InputMaybe<Array<DraftState>>;
};

/** A part of a report (nhóm). */
export type DocumentReportGroup = {
  __typename?: 'DocumentReportGroup';
  /** The figures. Those of the present are null in groups in time. */
  figures: DocumentFigures;
  /**
   * What to filter `documents` by to open the group: the id of a department or division, an SSO account, a kind, a state, or
   * the first day.
   */
  key?: Maybe<Scalars['ID']['output']>;
  /** Name, such as "Phòng Bưu chính Viễn thông". Of an officer their full name; of a group in time its first day. */
  label: Scalars['String']['output'];
  /** The officer, where officers are grouped by. */
  officer?: Maybe<DeskUser>;
  /** Kỳ: the days of a group in time. Null for other groups. */
  period?: Maybe<ReportPeriod>;
};

/**
 * Hồ sơ: what a citizen or business has handed in at the one-stop counter, its way through the office, and, from iDesk, the
 * drafts and documents that bear its code. A dossier that the caller may not see reads as null.
 */
export type Dossier = {
  __typename?: 'Dossier';
  /**
   * What "Lấy từ iDesk" offers: files of issued documents that bear this dossier's code and were not recalled, newest document
   * first; only those that the caller may see in iDesk. Null where iDesk is down.
   */
  availableResults?: Maybe<Array<DocumentFile>>;
  /** Mã hồ sơ, which joins iGate and iDesk. Never changes. */
  code: Scalars['DossierCode']['output'];
  /**
   * Dự thảo in iDesk that bear its code, issued ones among them, oldest first; only those that the caller may see in iDesk. Null
   * where iDesk is down.
   */
  drafts?: Maybe<Array<Draft>>;
  /** Văn bản đã ban hành that bear its code, oldest first; only those that the caller may see in iDesk. Null where iDesk is down. */
  issuedDocuments?: Maybe<Array<IssuedDocument>>;
};


/**
 * Hồ sơ: what a citizen or business has handed in at the one-stop counter, its way through the office, and, from iDesk, the
 * drafts and documents that bear its code. A dossier that the caller may not see reads as null.
 */
export type DossierAvailableResultsArgs = {
  search?: InputMaybe<Scalars['String']['input']>;
};

/** Dự thảo văn bản: a document that is being drafted, reviewed and signed, and, once issued, the history of that. */
export type Draft = OutgoingDocument & {
  __typename?: 'Draft';
  /** When it was approved. Null until then. */
  approvedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Người duyệt: the division head. Null until it is approved. */
  approvedBy?: Maybe<DeskUser>;
  /** When it was drafted, or arrived from iGate. */
  createdAt: Scalars['DateTime']['output'];
  /** Người soạn thảo: whose draft it is. */
  createdBy: DeskUser;
  /** The dossier it was drafted for, from iGate. Null where it came from no dossier, or the caller may not see that. */
  dossier?: Maybe<Dossier>;
  /** Mã hồ sơ of the dossier it was drafted for. Null where it came from no dossier. */
  dossierCode?: Maybe<Scalars['DossierCode']['output']>;
  /**
   * Ngày hẹn trả of its dossier. Kept in iDesk, so it answers while iGate is down; follows iGate within seconds. Null where it
   * came from no dossier, or that promises no day.
   */
  dueAt?: Maybe<Scalars['DateTime']['output']>;
  /** Its files, in the order they were added. */
  files: Array<DocumentFile>;
  /**
   * Dừng từ: since when its dossier has been on hold, waiting for a supplement or suspended: its clock stands still. Kept in iDesk
   * and told like `dueAt`. Null where it is not.
   */
  heldSince?: Maybe<Scalars['DateTime']['output']>;
  /** Stable id. A draft and the document that it becomes have the same one. */
  id: Scalars['ID']['output'];
  /** The document it has become. Null until it is issued. */
  issuedDocument?: Maybe<IssuedDocument>;
  /** Loại văn bản. */
  kind: DocumentKind;
  /** Lý do trả lại: why it was last returned. Null where it never was, and once it is submitted again. */
  returnReason?: Maybe<Scalars['String']['output']>;
  /** When it was signed. Null until then. */
  signedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Người ký: the department leader. Null until it is signed. */
  signedBy?: Maybe<DeskUser>;
  /** How far the draft has come. */
  state: DraftState;
  /** Trích yếu: what the document is about. */
  subject: Scalars['String']['output'];
  /** When it was submitted to the division head. Null until then, and after it was returned. */
  submittedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Độ khẩn. */
  urgency: Urgency;
  /**
   * Grows by one with every change. Send the one you have seen back with a mutation: where somebody was quicker it answers
   * `VERSION_CONFLICT` and changes nothing.
   */
  version: Scalars['Int']['output'];
};

/** A page of drafts. */
export type DraftConnection = {
  __typename?: 'DraftConnection';
  /** The drafts of this page. */
  edges: Array<DraftEdge>;
  /** Where this page lies among the others. */
  pageInfo: PageInfo;
  /** How many drafts there are on all pages together. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A draft on a page. */
export type DraftEdge = {
  __typename?: 'DraftEdge';
  /** Position of this draft, for `after`. Opaque. */
  cursor: Scalars['String']['output'];
  /** The draft. */
  node: Draft;
};

/** Why the change of one draft failed. */
export type DraftError = {
  __typename?: 'DraftError';
  /** A stable code for programs, as errors carry it in `extensions.code`. */
  code: Scalars['String']['output'];
  /** A sentence in the caller's language that says what to do. */
  message: Scalars['String']['output'];
};

/** One of several drafts, in the version that the caller has seen. */
export type DraftItemInput = {
  /** `Draft.id`. */
  draftId: Scalars['ID']['input'];
  /** `Draft.version` as the caller has seen it. */
  version: Scalars['Int']['input'];
};

/** What became of one of several drafts: either `draft` or `error` is there. */
export type DraftOutcome = {
  __typename?: 'DraftOutcome';
  /** The draft after the change, with its new `version`; `issuedDocument` leads to what was issued. Null where it failed. */
  draft?: Maybe<Draft>;
  /** `draftId` of the item. */
  draftId: Scalars['ID']['output'];
  /** Why it failed; nothing about the draft has changed then. Null where it succeeded. */
  error?: Maybe<DraftError>;
};

/** Answer of the mutations that change a draft. */
export type DraftPayload = {
  __typename?: 'DraftPayload';
  /** The draft after the change, with its new `version`. */
  draft: Draft;
};

/** Trạng thái dự thảo. */
export type DraftState =
  /** Đã duyệt: waits for the department leader. */
  | 'APPROVED'
  /** Đã hủy: given up. */
  | 'CANCELLED'
  /** Đang soạn thảo: with the officer who drafts it. */
  | 'DRAFTING'
  /** Đã ban hành: issued, see `Draft.issuedDocument`. */
  | 'ISSUED'
  /** Đã ký: waits for the clerk. */
  | 'SIGNED'
  /** Đã trình: waits for the division head. */
  | 'SUBMITTED';

/** Input of `submitDraft`, `approveDraft` and `signDraft`. */
export type DraftStepInput = {
  /** `Draft.id`. */
  draftId: Scalars['ID']['input'];
  /** Ý kiến, kept in the draft's history; at most 2000 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** `Draft.version` as the caller has seen it. */
  version: Scalars['Int']['input'];
};

/** Answer of the mutations that change several drafts. */
export type DraftsPayload = {
  __typename?: 'DraftsPayload';
  /** What became of each draft, in the order of the items. */
  outcomes: Array<DraftOutcome>;
  /** How many of them succeeded. */
  succeeded: Scalars['Int']['output'];
};

/** Input of `approveDrafts` and `signDrafts`. */
export type DraftsStepInput = {
  /** Which drafts: 1 to 50, each once. */
  items: Array<DraftItemInput>;
  /** Ý kiến, kept in each draft's history; at most 2000 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
};

/**
 * Where a table can be downloaded, signed for the caller and valid for a few minutes: ask again instead of keeping it. What the
 * caller may see is decided anew when it is downloaded.
 */
export type ExportAddresses = {
  __typename?: 'ExportAddresses';
  /**
   * As CSV: UTF-8 with its mark, so that Excel shows Vietnamese letters; fields parted by commas. Text that a spreadsheet would
   * take for a formula begins with an apostrophe.
   */
  csvUrl: Scalars['String']['output'];
  /** When the addresses stop working. */
  expiresAt: Scalars['DateTime']['output'];
  /** As an Excel workbook (.xlsx). */
  xlsxUrl: Scalars['String']['output'];
};

/** Input of `issueDocument`. */
export type IssueDocumentInput = {
  /** `Draft.id`. */
  draftId: Scalars['ID']['input'];
  /** Ngày ban hành, which decides the year of the number: today where left out, not to come, and not before the day of signing. */
  issuedOn?: InputMaybe<Scalars['Date']['input']>;
  /** `Draft.version` as the caller has seen it. */
  version: Scalars['Int']['input'];
};

/** Input of `issueDocuments`. */
export type IssueDocumentsInput = {
  /** Ngày ban hành of all of them: today where left out, not to come, and not before the day of signing. */
  issuedOn?: InputMaybe<Scalars['Date']['input']>;
  /** Which drafts: 1 to 50, each once. */
  items: Array<DraftItemInput>;
};

/** Văn bản đã ban hành: a document with its number and symbol. Nothing about it changes but that it is archived or recalled. */
export type IssuedDocument = OutgoingDocument & {
  __typename?: 'IssuedDocument';
  /** When it was archived (lưu). Null until then. */
  archivedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was drafted, or arrived from iGate. */
  createdAt: Scalars['DateTime']['output'];
  /** Người soạn thảo: whose draft it is. */
  createdBy: DeskUser;
  /** The dossier it was drafted for, from iGate. Null where it came from no dossier, or the caller may not see that. */
  dossier?: Maybe<Dossier>;
  /** Mã hồ sơ of the dossier it was drafted for. Null where it came from no dossier. */
  dossierCode?: Maybe<Scalars['DossierCode']['output']>;
  /** Its files, in the order they were added. */
  files: Array<DocumentFile>;
  /** Stable id. A draft and the document that it becomes have the same one. */
  id: Scalars['ID']['output'];
  /** When it was issued. */
  issuedAt: Scalars['DateTime']['output'];
  /** Văn thư who issued it. */
  issuedBy: DeskUser;
  /** Ngày ban hành: the day that the document bears. The clerk may set an earlier one than that of `issuedAt`. */
  issuedOn: Scalars['Date']['output'];
  /** Loại văn bản. */
  kind: DocumentKind;
  /** Số: counted from 1 each year, for each department and kind, without a gap. */
  number: Scalars['Int']['output'];
  /** Its pushes to iGate, newest first, whatever their state. */
  pushes: Array<ResultPush>;
  /** Lý do thu hồi. Null where it is in force. */
  recallReason?: Maybe<Scalars['String']['output']>;
  /** When it was recalled (thu hồi). Null where it is in force. */
  recalledAt?: Maybe<Scalars['DateTime']['output']>;
  /** Người ký. */
  signedBy: DeskUser;
  /** Trích yếu: what the document is about. */
  subject: Scalars['String']['output'];
  /** Số, ký hiệu as printed on the document, such as `398/TB-SNN`. */
  symbol: Scalars['String']['output'];
  /** Độ khẩn. */
  urgency: Urgency;
};

/** Answer of the mutations that change an issued document. */
export type IssuedDocumentPayload = {
  __typename?: 'IssuedDocumentPayload';
  /** The document after the change. */
  document: IssuedDocument;
};

/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Adds files to a draft that is being drafted. For the officer who drafted it.
   *
   * Errors: `NOT_FOUND`, `FORBIDDEN`, `VERSION_CONFLICT`, `WRONG_STEP`, `BAD_USER_INPUT` (no file, or an empty one),
   * `FILE_TOO_LARGE`, `TOO_MANY_FILES`, `FILE_TYPE_NOT_ALLOWED`, `FILE_INFECTED`, `UPLOAD_INTERRUPTED`.
   */
  addDraftFiles?: Maybe<DraftPayload>;
  /**
   * Duyệt: from the division head to the department leader (`SUBMITTED` to `APPROVED`). For the head of the division that
   * drafted it.
   *
   * Errors: `NOT_FOUND`, `FORBIDDEN`, `VERSION_CONFLICT`, `WRONG_STEP`, `BAD_USER_INPUT` (a note that is too long).
   */
  approveDraft?: Maybe<DraftPayload>;
  /**
   * Duyệt nhiều dự thảo: `approveDraft` for up to 50 drafts in one request.
   *
   * Each draft is a change of its own: `outcomes` tells for each, in the order of the items, what became of it, whatever became
   * of the others. A draft of which the caller has taken this step already, from the same version, counts as done and is not
   * changed again: repeat the request where its answer was lost.
   *
   * Errors of the whole request, and nothing is done then: `BAD_USER_INPUT` (no items, more than 50, a draft twice, a note that is too long).
   * Errors of one draft: those of `approveDraft`, and `INTERNAL_SERVER_ERROR`.
   */
  approveDrafts?: Maybe<DraftsPayload>;
  /**
   * Lưu: moves an issued document to the archive. For the clerk. Archiving what is archived changes nothing.
   *
   * Errors: `NOT_FOUND`, `FORBIDDEN`, `WRONG_STEP` (not issued yet).
   */
  archiveDocument?: Maybe<IssuedDocumentPayload>;
  /**
   * Creates a draft that comes from no dossier. For specialists and division heads. Drafts of dossiers are made by
   * `sendToIdesk`.
   *
   * Errors: `FORBIDDEN`, `BAD_USER_INPUT` (no subject, or one that is too long; an empty file), `FILE_TOO_LARGE`,
   * `TOO_MANY_FILES`, `FILE_TYPE_NOT_ALLOWED`, `FILE_INFECTED`, `UPLOAD_INTERRUPTED`.
   */
  createDraft?: Maybe<DraftPayload>;
  /**
   * Ban hành: gives a signed draft its number and symbol, and makes it an issued document (`SIGNED` to `ISSUED`). For the clerk.
   * Numbers run from 1 each year for each department and kind, without a gap.
   *
   * Errors: `NOT_FOUND`, `FORBIDDEN`, `VERSION_CONFLICT`, `WRONG_STEP`, `BAD_USER_INPUT` (a day to come, or before the day of
   * signing).
   */
  issueDocument?: Maybe<IssuedDocumentPayload>;
  /**
   * Ban hành nhiều văn bản: `issueDocument` for up to 50 drafts in one request. They get their numbers in the order of the items.
   *
   * Each draft is a change of its own: `outcomes` tells for each, in the order of the items, what became of it, whatever became
   * of the others. A draft of which the caller has taken this step already, from the same version, counts as done and is not
   * changed again: repeat the request where its answer was lost.
   *
   * Errors of the whole request, and nothing is done then: `BAD_USER_INPUT` (no items, more than 50, a draft twice).
   * Errors of one draft: those of `issueDocument`, and `INTERNAL_SERVER_ERROR`.
   */
  issueDocuments?: Maybe<DraftsPayload>;
  /**
   * "Chuyển đến phần mềm iGate": pushes files of an issued document to the dossier it came from, as its results. For the officer
   * who drafted it, and the clerk. Ends as `attachResults` does; files that are attached already stay as they are.
   *
   * Accepted once and delivered once, even if iGate is down: the answer is then a push that is still `PENDING`. Where iGate
   * refuses it, because the dossier takes no results any more, the push is `FAILED` and says why; push again once that is
   * mended. Without an idempotency key, the same files pushed again within 10 seconds are one push.
   *
   * Errors: `NOT_FOUND`, `FORBIDDEN`, `DOCUMENT_NOT_ISSUED`, `WRONG_STEP` (recalled), `BAD_USER_INPUT` (it came from no dossier;
   * a file that is not its own), `IDEMPOTENCY_KEY_REUSED`.
   */
  pushResultsToIgate?: Maybe<PushResultsToIgatePayload>;
  /**
   * Thu hồi: takes an issued document back, with a reason. It keeps its number; its files can no longer be attached, and results
   * that are attached already are marked in iGate (`Attachment.recalledAt`) as soon as iGate is told. For the clerk.
   *
   * Errors: `NOT_FOUND`, `FORBIDDEN`, `WRONG_STEP` (not issued yet, or recalled already), `BAD_USER_INPUT` (no reason).
   */
  recallDocument?: Maybe<IssuedDocumentPayload>;
  /**
   * Trả lại: back to the specialist (`DRAFTING`), with a reason. For the division head of a `SUBMITTED` draft and the department
   * leader of an `APPROVED` one. What was submitted and approved counts no more.
   *
   * Errors: `NOT_FOUND`, `FORBIDDEN`, `VERSION_CONFLICT`, `WRONG_STEP`, `BAD_USER_INPUT` (no reason).
   */
  returnDraft?: Maybe<DraftPayload>;
  /**
   * Trả lại nhiều dự thảo: `returnDraft` for up to 50 drafts in one request, all for the same reason.
   *
   * Each draft is a change of its own: `outcomes` tells for each, in the order of the items, what became of it, whatever became
   * of the others. A draft of which the caller has taken this step already, from the same version, counts as done and is not
   * changed again: repeat the request where its answer was lost.
   *
   * Errors of the whole request, and nothing is done then: `BAD_USER_INPUT` (no items, more than 50, a draft twice, no reason).
   * Errors of one draft: those of `returnDraft`, and `INTERNAL_SERVER_ERROR`.
   */
  returnDrafts?: Maybe<DraftsPayload>;
  /**
   * Ký: `APPROVED` to `SIGNED`. For the department leader.
   *
   * Errors: `NOT_FOUND`, `FORBIDDEN`, `VERSION_CONFLICT`, `WRONG_STEP`, `BAD_USER_INPUT` (a note that is too long).
   */
  signDraft?: Maybe<DraftPayload>;
  /**
   * Ký nhiều dự thảo: `signDraft` for up to 50 drafts in one request.
   *
   * Each draft is a change of its own: `outcomes` tells for each, in the order of the items, what became of it, whatever became
   * of the others. A draft of which the caller has taken this step already, from the same version, counts as done and is not
   * changed again: repeat the request where its answer was lost.
   *
   * Errors of the whole request, and nothing is done then: `BAD_USER_INPUT` (no items, more than 50, a draft twice, a note that is too long).
   * Errors of one draft: those of `signDraft`, and `INTERNAL_SERVER_ERROR`.
   */
  signDrafts?: Maybe<DraftsPayload>;
  /**
   * Trình: from the specialist to the division head (`DRAFTING` to `SUBMITTED`). For the officer who drafted it.
   *
   * Errors: `NOT_FOUND`, `FORBIDDEN`, `VERSION_CONFLICT`, `WRONG_STEP`, `BAD_USER_INPUT` (a note that is too long).
   */
  submitDraft?: Maybe<DraftPayload>;
  /**
   * Changes subject, kind or urgency of a draft that is being drafted; what is left out stays. For the officer who drafted it.
   * The dossier code never changes.
   *
   * Errors: `NOT_FOUND`, `FORBIDDEN`, `VERSION_CONFLICT`, `WRONG_STEP`, `BAD_USER_INPUT` (an empty subject, or one that is too
   * long).
   */
  updateDraft?: Maybe<DraftPayload>;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationAddDraftFilesArgs = {
  input: AddDraftFilesInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationApproveDraftArgs = {
  input: DraftStepInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationApproveDraftsArgs = {
  input: DraftsStepInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationArchiveDocumentArgs = {
  input: ArchiveDocumentInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationCreateDraftArgs = {
  input: CreateDraftInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationIssueDocumentArgs = {
  input: IssueDocumentInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationIssueDocumentsArgs = {
  input: IssueDocumentsInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationPushResultsToIgateArgs = {
  input: PushResultsToIgateInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationRecallDocumentArgs = {
  input: RecallDocumentInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationReturnDraftArgs = {
  input: ReturnDraftInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationReturnDraftsArgs = {
  input: ReturnDraftsInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationSignDraftArgs = {
  input: DraftStepInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationSignDraftsArgs = {
  input: DraftsStepInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationSubmitDraftArgs = {
  input: DraftStepInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationUpdateDraftArgs = {
  input: UpdateDraftInput;
};

/** Văn bản đi: a document of the office on its way out, as a draft or issued. */
export type OutgoingDocument = {
  /** When it was drafted, or arrived from iGate. */
  createdAt: Scalars['DateTime']['output'];
  /** Người soạn thảo: whose draft it is. */
  createdBy: DeskUser;
  /** The dossier it was drafted for, from iGate. Null where it came from no dossier, or the caller may not see that. */
  dossier?: Maybe<Dossier>;
  /** Mã hồ sơ of the dossier it was drafted for. Null where it came from no dossier. */
  dossierCode?: Maybe<Scalars['DossierCode']['output']>;
  /** Its files, in the order they were added. */
  files: Array<DocumentFile>;
  /** Stable id. A draft and the document that it becomes have the same one. */
  id: Scalars['ID']['output'];
  /** Loại văn bản. */
  kind: DocumentKind;
  /** Trích yếu: what the document is about. */
  subject: Scalars['String']['output'];
  /** Độ khẩn. */
  urgency: Urgency;
};

/** A page of outgoing documents. */
export type OutgoingDocumentConnection = {
  __typename?: 'OutgoingDocumentConnection';
  /** The documents of this page, newest first. */
  edges: Array<OutgoingDocumentEdge>;
  /** Where this page lies among the others. */
  pageInfo: PageInfo;
  /** How many documents pass the filter on all pages together. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

/** An outgoing document on a page. */
export type OutgoingDocumentEdge = {
  __typename?: 'OutgoingDocumentEdge';
  /** Position of this document, for `after`. Opaque. */
  cursor: Scalars['String']['output'];
  /** The document: a `Draft` until it is issued, an `IssuedDocument` from then on. */
  node: OutgoingDocument;
};

/** Which outgoing documents to list. All conditions hold together. */
export type OutgoingFilter = {
  /** Bearing this dossier code. */
  dossierCode?: InputMaybe<Scalars['DossierCode']['input']>;
  /** Only those that came from iGate, or with `false` only those that did not. */
  fromIgate?: InputMaybe<Scalars['Boolean']['input']>;
  /** Bearing this day of issue (ngày ban hành) or a later one; leaves out what has not been issued. */
  issuedFrom?: InputMaybe<Scalars['Date']['input']>;
  /** Bearing this day of issue or an earlier one; leaves out what has not been issued. */
  issuedTo?: InputMaybe<Scalars['Date']['input']>;
  /** Of one of these kinds (loại văn bản). */
  kinds?: InputMaybe<Array<DocumentKind>>;
  /** Part of the subject, symbol or dossier code, with or without Vietnamese diacritics. */
  search?: InputMaybe<Scalars['String']['input']>;
};

/** The three lists of outgoing documents. */
export type OutgoingList =
  /** Văn bản lưu: what has been archived. */
  | 'ARCHIVE'
  /** Xử lý văn bản đi: what is under way, from submitted to issued, and not archived. */
  | 'PROCESSING'
  /** Theo dõi văn bản đi: what the caller created or took part in, from submitted on, archived or not. */
  | 'TRACKING';

/** Where a page lies in its list, by the Relay cursor connections specification. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Cursor of the last item, for `after`. Null for an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more follows this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether something precedes this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first item, for `before`. Null for an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** Input of `pushResultsToIgate`. */
export type PushResultsToIgateInput = {
  /** `IssuedDocument.id`. */
  documentId: Scalars['ID']['input'];
  /** `DocumentFile.id`s of this document. All its files where left out. */
  fileIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /**
   * A key of the client's own, such as a UUID. The same request with the same key again gets the first answer; another request
   * with it is `IDEMPOTENCY_KEY_REUSED`.
   */
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
};

/** Answer of `pushResultsToIgate`. */
export type PushResultsToIgatePayload = {
  __typename?: 'PushResultsToIgatePayload';
  /** The document whose files are pushed. */
  document: IssuedDocument;
  /** The push: `DELIVERED` as a rule, `PENDING` where iGate has not answered yet. */
  push: ResultPush;
};

/**
 * Root fields of iGate (the one-stop counter) and iDesk (the electronic office).
 *
 * Root fields, mutation payloads and whatever the other system contributes are nullable: an error, or a system that is
 * down, takes away that one field and never the rest of the answer. Besides the codes that a field names, any field may
 * answer `UNAUTHENTICATED` (sign in again), `SUBGRAPH_UNAVAILABLE` (its system is down: try again later) and
 * `INTERNAL_SERVER_ERROR`; any iGate field answers `SSO_ACCOUNT_NOT_LINKED` where no iGate officer has linked the SSO
 * account that is signed in; any iDesk field answers `FORBIDDEN` where iDesk has no such account.
 */
export type Query = {
  __typename?: 'Query';
  /**
   * Nhật ký hệ thống of iDesk: who did what to which document, newest first. For administrators; `FORBIDDEN` for anybody else.
   * iGate keeps a log of its own, `auditLog`.
   */
  deskAuditLog?: Maybe<DeskAuditEntryConnection>;
  /**
   * Xuất danh sách văn bản: addresses at which the documents that `documents` lists by the same filter can be downloaded as a file,
   * newest first.
   *
   * Errors: `FORBIDDEN` (those who see no document), `BAD_USER_INPUT` (as `documents`; a filter that is too long for an address).
   */
  documentExport?: Maybe<ExportAddresses>;
  /**
   * Báo cáo văn bản: figures of the documents that the caller may see; a report viewer gets those of the whole province.
   * Counted anew at every call.
   *
   * Errors: `FORBIDDEN` (administrators), `BAD_USER_INPUT` (a period that ends before it begins or is too long, more than 400
   * groups in time).
   */
  documentReport?: Maybe<DocumentReport>;
  /**
   * Drafts and issued documents (dự thảo, văn bản) that the caller may see, newest first; see `outgoingDocuments` for who sees
   * which.
   */
  documents?: Maybe<OutgoingDocumentConnection>;
  /**
   * One draft (dự thảo) by its id; also one that has been issued, with its history. Null where there is none, and where the
   * caller may not see it.
   */
  draft?: Maybe<Draft>;
  /**
   * One issued document (văn bản đã ban hành) by its id. Null where there is none, where it has not been issued, and where the
   * caller may not see it.
   */
  issuedDocument?: Maybe<IssuedDocument>;
  /** The signed-in officer in iDesk. Answers for an SSO account that no iGate officer has linked, too. */
  myDesk?: Maybe<DeskUser>;
  /**
   * One of the three outgoing lists (văn bản đi), newest first, as far as the caller sees the documents: a specialist their
   * own, a division head the division's, a leader the department's, a clerk the department's that are signed or issued, the
   * counter the department's issued ones that bear a dossier code.
   */
  outgoingDocuments?: Maybe<OutgoingDocumentConnection>;
};


/**
 * Root fields of iGate (the one-stop counter) and iDesk (the electronic office).
 *
 * Root fields, mutation payloads and whatever the other system contributes are nullable: an error, or a system that is
 * down, takes away that one field and never the rest of the answer. Besides the codes that a field names, any field may
 * answer `UNAUTHENTICATED` (sign in again), `SUBGRAPH_UNAVAILABLE` (its system is down: try again later) and
 * `INTERNAL_SERVER_ERROR`; any iGate field answers `SSO_ACCOUNT_NOT_LINKED` where no iGate officer has linked the SSO
 * account that is signed in; any iDesk field answers `FORBIDDEN` where iDesk has no such account.
 */
export type QueryDeskAuditLogArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DeskAuditFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Root fields of iGate (the one-stop counter) and iDesk (the electronic office).
 *
 * Root fields, mutation payloads and whatever the other system contributes are nullable: an error, or a system that is
 * down, takes away that one field and never the rest of the answer. Besides the codes that a field names, any field may
 * answer `UNAUTHENTICATED` (sign in again), `SUBGRAPH_UNAVAILABLE` (its system is down: try again later) and
 * `INTERNAL_SERVER_ERROR`; any iGate field answers `SSO_ACCOUNT_NOT_LINKED` where no iGate officer has linked the SSO
 * account that is signed in; any iDesk field answers `FORBIDDEN` where iDesk has no such account.
 */
export type QueryDocumentExportArgs = {
  filter?: InputMaybe<DocumentFilter>;
};


/**
 * Root fields of iGate (the one-stop counter) and iDesk (the electronic office).
 *
 * Root fields, mutation payloads and whatever the other system contributes are nullable: an error, or a system that is
 * down, takes away that one field and never the rest of the answer. Besides the codes that a field names, any field may
 * answer `UNAUTHENTICATED` (sign in again), `SUBGRAPH_UNAVAILABLE` (its system is down: try again later) and
 * `INTERNAL_SERVER_ERROR`; any iGate field answers `SSO_ACCOUNT_NOT_LINKED` where no iGate officer has linked the SSO
 * account that is signed in; any iDesk field answers `FORBIDDEN` where iDesk has no such account.
 */
export type QueryDocumentReportArgs = {
  filter?: InputMaybe<DocumentReportFilter>;
  groupBy?: InputMaybe<DocumentGrouping>;
  period: ReportPeriodInput;
};


/**
 * Root fields of iGate (the one-stop counter) and iDesk (the electronic office).
 *
 * Root fields, mutation payloads and whatever the other system contributes are nullable: an error, or a system that is
 * down, takes away that one field and never the rest of the answer. Besides the codes that a field names, any field may
 * answer `UNAUTHENTICATED` (sign in again), `SUBGRAPH_UNAVAILABLE` (its system is down: try again later) and
 * `INTERNAL_SERVER_ERROR`; any iGate field answers `SSO_ACCOUNT_NOT_LINKED` where no iGate officer has linked the SSO
 * account that is signed in; any iDesk field answers `FORBIDDEN` where iDesk has no such account.
 */
export type QueryDocumentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DocumentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Root fields of iGate (the one-stop counter) and iDesk (the electronic office).
 *
 * Root fields, mutation payloads and whatever the other system contributes are nullable: an error, or a system that is
 * down, takes away that one field and never the rest of the answer. Besides the codes that a field names, any field may
 * answer `UNAUTHENTICATED` (sign in again), `SUBGRAPH_UNAVAILABLE` (its system is down: try again later) and
 * `INTERNAL_SERVER_ERROR`; any iGate field answers `SSO_ACCOUNT_NOT_LINKED` where no iGate officer has linked the SSO
 * account that is signed in; any iDesk field answers `FORBIDDEN` where iDesk has no such account.
 */
export type QueryDraftArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Root fields of iGate (the one-stop counter) and iDesk (the electronic office).
 *
 * Root fields, mutation payloads and whatever the other system contributes are nullable: an error, or a system that is
 * down, takes away that one field and never the rest of the answer. Besides the codes that a field names, any field may
 * answer `UNAUTHENTICATED` (sign in again), `SUBGRAPH_UNAVAILABLE` (its system is down: try again later) and
 * `INTERNAL_SERVER_ERROR`; any iGate field answers `SSO_ACCOUNT_NOT_LINKED` where no iGate officer has linked the SSO
 * account that is signed in; any iDesk field answers `FORBIDDEN` where iDesk has no such account.
 */
export type QueryIssuedDocumentArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Root fields of iGate (the one-stop counter) and iDesk (the electronic office).
 *
 * Root fields, mutation payloads and whatever the other system contributes are nullable: an error, or a system that is
 * down, takes away that one field and never the rest of the answer. Besides the codes that a field names, any field may
 * answer `UNAUTHENTICATED` (sign in again), `SUBGRAPH_UNAVAILABLE` (its system is down: try again later) and
 * `INTERNAL_SERVER_ERROR`; any iGate field answers `SSO_ACCOUNT_NOT_LINKED` where no iGate officer has linked the SSO
 * account that is signed in; any iDesk field answers `FORBIDDEN` where iDesk has no such account.
 */
export type QueryOutgoingDocumentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OutgoingFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  list: OutgoingList;
};

/** Input of `recallDocument`. */
export type RecallDocumentInput = {
  /** `IssuedDocument.id`. */
  documentId: Scalars['ID']['input'];
  /** Lý do thu hồi; at most 2000 characters. */
  reason: Scalars['String']['input'];
};

/** Kỳ báo cáo: calendar days, both included. */
export type ReportPeriod = {
  __typename?: 'ReportPeriod';
  /** The first day. */
  from: Scalars['Date']['output'];
  /** The last day. */
  to: Scalars['Date']['output'];
};

/** Kỳ báo cáo: calendar days, both included; at most ten years. */
export type ReportPeriodInput = {
  /** The first day. */
  from: Scalars['Date']['input'];
  /** The last day. */
  to: Scalars['Date']['input'];
};

/** One push of a document's files to iGate ("Chuyển đến phần mềm iGate"): accepted once, delivered once. */
export type ResultPush = {
  __typename?: 'ResultPush';
  /** How often delivery has really been tried. Waiting for an iGate that is known to be down is no attempt. */
  attempts: Scalars['Int']['output'];
  /** When it arrived in iGate. Null until then. */
  deliveredAt?: Maybe<Scalars['DateTime']['output']>;
  /** The files that are pushed. */
  files: Array<DocumentFile>;
  /** Stable id, the same as that of the `Transfer` in iGate once it has arrived. */
  id: Scalars['ID']['output'];
  /** Why it waits or has failed, as a sentence in the caller's language. Null where nothing went wrong. */
  lastError?: Maybe<Scalars['String']['output']>;
  /** When it was accepted. */
  requestedAt: Scalars['DateTime']['output'];
  /** Who asked for it. */
  requestedBy: DeskUser;
  /** How far it has come. */
  state: TransferState;
};

/** Input of `returnDraft`. */
export type ReturnDraftInput = {
  /** `Draft.id`. */
  draftId: Scalars['ID']['input'];
  /** Lý do trả lại, for the officer who drafted it; at most 2000 characters. */
  reason: Scalars['String']['input'];
  /** `Draft.version` as the caller has seen it. */
  version: Scalars['Int']['input'];
};

/** Input of `returnDrafts`. */
export type ReturnDraftsInput = {
  /** Which drafts: 1 to 50, each once. */
  items: Array<DraftItemInput>;
  /** Lý do trả lại, for the officers who drafted them; at most 2000 characters. */
  reason: Scalars['String']['input'];
};

/**
 * Theo dõi trực tiếp: what is sent again whenever it changes, over Server-Sent Events or WebSocket (docs/recipes.md says how).
 *
 * The first answer is what is there now, and each later one the whole selection anew, from both systems, with the rights that
 * the caller has at that moment. What follows fast upon each other is sent once, as it is then; an answer that would be the
 * same is not sent. A stream ends when the token expires or the session ends: sign in again, and subscribe again. A subscription
 * holds one field.
 */
export type Subscription = {
  __typename?: 'Subscription';
  /**
   * Hộp việc thay đổi: the signed-in officer in iDesk, as `Query.myDesk` answers, when a draft comes, goes, changes or gets
   * another due date that is theirs or waits for their division or department: `awaitingMe`, `counters`, `drafts`. Of what else
   * changes in a dossier in iGate, `dossierChanged` tells.
   */
  inboxChanged?: Maybe<DeskUser>;
};

/** One crossing between iGate and iDesk, in either direction: accepted once, delivered once, visible at every moment. */
export type Transfer = {
  __typename?: 'Transfer';
  /** The same as an issued document. Null until it is issued, and where the caller may not see it. */
  document?: Maybe<IssuedDocument>;
  /**
   * What crossed, as a draft: the one that a dossier became, or from which results were taken. Null until it has arrived, and
   * where the caller may not see it.
   */
  draft?: Maybe<Draft>;
  /** Stable id. */
  id: Scalars['ID']['output'];
};

/** How far a crossing has come. */
export type TransferState =
  /** Đã chuyển: arrived, with every file checked. */
  | 'DELIVERED'
  /** Thất bại: refused by the other system, or tried for too long. */
  | 'FAILED'
  /** Đang chuyển: accepted, and being tried until it arrives. */
  | 'PENDING';

/** Input of `updateDraft`. */
export type UpdateDraftInput = {
  /** `Draft.id`. */
  draftId: Scalars['ID']['input'];
  /** Loại văn bản. Stays where left out. */
  kind?: InputMaybe<DocumentKind>;
  /** Trích yếu; at most 1000 characters. Stays where left out. */
  subject?: InputMaybe<Scalars['String']['input']>;
  /** Độ khẩn. Stays where left out. */
  urgency?: InputMaybe<Urgency>;
  /** `Draft.version` as the caller has seen it. */
  version: Scalars['Int']['input'];
};

/** Độ khẩn. */
export type Urgency =
  /** Hỏa tốc: at once. */
  | 'FLASH'
  /** Thường: not urgent. */
  | 'NORMAL'
  /** Khẩn: urgent. */
  | 'URGENT'
  /** Thượng khẩn: very urgent. */
  | 'VERY_URGENT';

/** Durations in working days (ngày làm việc): from one day to another, 0 on the same day. */
export type WorkingDayDurations = {
  __typename?: 'WorkingDayDurations';
  /** How many were measured: those of which both days are known. */
  count: Scalars['Int']['output'];
  /** Trung vị: half of them took this long or less. Null of nothing. */
  median?: Maybe<Scalars['Int']['output']>;
  /** 90% took this long or less. Null of nothing. */
  p90?: Maybe<Scalars['Int']['output']>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  DeskUser: DeskUser;
  DocumentFile: DocumentFile;
  Dossier: Dossier;
  Draft: Draft;
  IssuedDocument: IssuedDocument;
  Transfer: Transfer;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  DeskUser:
    ( { __typename: 'DeskUser' }
    & GraphQLRecursivePick<FederationTypes['DeskUser'], {"ssoAccount":true}> );
  DocumentFile:
    ( { __typename: 'DocumentFile' }
    & GraphQLRecursivePick<FederationTypes['DocumentFile'], {"id":true}> );
  Dossier:
    ( { __typename: 'Dossier' }
    & GraphQLRecursivePick<FederationTypes['Dossier'], {"code":true}> );
  Draft:
    ( { __typename: 'Draft' }
    & GraphQLRecursivePick<FederationTypes['Draft'], {"id":true}> );
  IssuedDocument:
    ( { __typename: 'IssuedDocument' }
    & GraphQLRecursivePick<FederationTypes['IssuedDocument'], {"id":true}> );
  Transfer:
    ( { __typename: 'Transfer' }
    & GraphQLRecursivePick<FederationTypes['Transfer'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AddDraftFilesInput: AddDraftFilesInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ArchiveDocumentInput: ArchiveDocumentInput;
  AwaitingOrder: AwaitingOrder;
  CreateDraftInput: CreateDraftInput;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeskAuditAction: DeskAuditAction;
  DeskAuditEntry: ResolverTypeWrapper<AuditEntry>;
  DeskAuditEntryConnection: ResolverTypeWrapper<AuditConnection>;
  DeskAuditEntryEdge: ResolverTypeWrapper<AuditEdge>;
  DeskAuditFilter: DeskAuditFilter;
  DeskAuditOutcome: DeskAuditOutcome;
  DeskCounters: ResolverTypeWrapper<DeskCounters>;
  DeskRole: DeskRole;
  DeskUser: ResolverTypeWrapper<DeskUserRecord>;
  DocumentFigure: DocumentFigure;
  DocumentFigureInput: DocumentFigureInput;
  DocumentFigures: ResolverTypeWrapper<DocumentFigures>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  DocumentFile: ResolverTypeWrapper<DocumentFileRecord>;
  DocumentFilter: DocumentFilter;
  DocumentGrouping: DocumentGrouping;
  DocumentKind: DocumentKind;
  DocumentReport: ResolverTypeWrapper<DocumentReportRecord>;
  DocumentReportFilter: DocumentReportFilter;
  DocumentReportGroup: ResolverTypeWrapper<ShownGroup>;
  Dossier: ResolverTypeWrapper<DossierReference>;
  DossierCode: ResolverTypeWrapper<Scalars['DossierCode']['output']>;
  Draft: ResolverTypeWrapper<DeskDocument>;
  DraftConnection: ResolverTypeWrapper<DocumentConnection>;
  DraftEdge: ResolverTypeWrapper<DocumentEdge>;
  DraftError: ResolverTypeWrapper<DraftError>;
  DraftItemInput: DraftItemInput;
  DraftOutcome: ResolverTypeWrapper<Omit<DraftOutcome, 'draft'> & { draft?: Maybe<ResolversTypes['Draft']> }>;
  DraftPayload: ResolverTypeWrapper<Omit<DraftPayload, 'draft'> & { draft: ResolversTypes['Draft'] }>;
  DraftState: DraftState;
  DraftStepInput: DraftStepInput;
  DraftsPayload: ResolverTypeWrapper<Omit<DraftsPayload, 'outcomes'> & { outcomes: Array<ResolversTypes['DraftOutcome']> }>;
  DraftsStepInput: DraftsStepInput;
  ExportAddresses: ResolverTypeWrapper<ExportAddresses>;
  IssueDocumentInput: IssueDocumentInput;
  IssueDocumentsInput: IssueDocumentsInput;
  IssuedDocument: ResolverTypeWrapper<IssuedDocumentRecord>;
  IssuedDocumentPayload: ResolverTypeWrapper<Omit<IssuedDocumentPayload, 'document'> & { document: ResolversTypes['IssuedDocument'] }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OutgoingDocument: ResolverTypeWrapper<DeskDocument>;
  OutgoingDocumentConnection: ResolverTypeWrapper<DocumentConnection>;
  OutgoingDocumentEdge: ResolverTypeWrapper<DocumentEdge>;
  OutgoingFilter: OutgoingFilter;
  OutgoingList: OutgoingList;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PushResultsToIgateInput: PushResultsToIgateInput;
  PushResultsToIgatePayload: ResolverTypeWrapper<Omit<PushResultsToIgatePayload, 'document' | 'push'> & { document: ResolversTypes['IssuedDocument'], push: ResolversTypes['ResultPush'] }>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecallDocumentInput: RecallDocumentInput;
  ReportPeriod: ResolverTypeWrapper<ReportPeriod>;
  ReportPeriodInput: ReportPeriodInput;
  ResultPush: ResolverTypeWrapper<ResultPushRecord>;
  ReturnDraftInput: ReturnDraftInput;
  ReturnDraftsInput: ReturnDraftsInput;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Transfer: ResolverTypeWrapper<TransferReference>;
  TransferState: TransferState;
  UpdateDraftInput: UpdateDraftInput;
  Upload: ResolverTypeWrapper<Scalars['Upload']['output']>;
  Urgency: Urgency;
  WorkingDayDurations: ResolverTypeWrapper<WorkingDayDurations>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AddDraftFilesInput: AddDraftFilesInput;
  ID: Scalars['ID']['output'];
  ArchiveDocumentInput: ArchiveDocumentInput;
  CreateDraftInput: CreateDraftInput;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  DeskAuditEntry: AuditEntry;
  DeskAuditEntryConnection: AuditConnection;
  DeskAuditEntryEdge: AuditEdge;
  DeskAuditFilter: DeskAuditFilter;
  DeskCounters: DeskCounters;
  DeskUser: DeskUserRecord;
  DocumentFigureInput: DocumentFigureInput;
  DocumentFigures: DocumentFigures;
  Float: Scalars['Float']['output'];
  DocumentFile: DocumentFileRecord;
  DocumentFilter: DocumentFilter;
  DocumentReport: DocumentReportRecord;
  DocumentReportFilter: DocumentReportFilter;
  DocumentReportGroup: ShownGroup;
  Dossier: DossierReference;
  DossierCode: Scalars['DossierCode']['output'];
  Draft: DeskDocument;
  DraftConnection: DocumentConnection;
  DraftEdge: DocumentEdge;
  DraftError: DraftError;
  DraftItemInput: DraftItemInput;
  DraftOutcome: Omit<DraftOutcome, 'draft'> & { draft?: Maybe<ResolversParentTypes['Draft']> };
  DraftPayload: Omit<DraftPayload, 'draft'> & { draft: ResolversParentTypes['Draft'] };
  DraftStepInput: DraftStepInput;
  DraftsPayload: Omit<DraftsPayload, 'outcomes'> & { outcomes: Array<ResolversParentTypes['DraftOutcome']> };
  DraftsStepInput: DraftsStepInput;
  ExportAddresses: ExportAddresses;
  IssueDocumentInput: IssueDocumentInput;
  IssueDocumentsInput: IssueDocumentsInput;
  IssuedDocument: IssuedDocumentRecord;
  IssuedDocumentPayload: Omit<IssuedDocumentPayload, 'document'> & { document: ResolversParentTypes['IssuedDocument'] };
  Mutation: Record<PropertyKey, never>;
  OutgoingDocument: DeskDocument;
  OutgoingDocumentConnection: DocumentConnection;
  OutgoingDocumentEdge: DocumentEdge;
  OutgoingFilter: OutgoingFilter;
  PageInfo: PageInfo;
  PushResultsToIgateInput: PushResultsToIgateInput;
  PushResultsToIgatePayload: Omit<PushResultsToIgatePayload, 'document' | 'push'> & { document: ResolversParentTypes['IssuedDocument'], push: ResolversParentTypes['ResultPush'] };
  Query: Record<PropertyKey, never>;
  RecallDocumentInput: RecallDocumentInput;
  ReportPeriod: ReportPeriod;
  ReportPeriodInput: ReportPeriodInput;
  ResultPush: ResultPushRecord;
  ReturnDraftInput: ReturnDraftInput;
  ReturnDraftsInput: ReturnDraftsInput;
  Subscription: Record<PropertyKey, never>;
  Transfer: TransferReference;
  UpdateDraftInput: UpdateDraftInput;
  Upload: Scalars['Upload']['output'];
  WorkingDayDurations: WorkingDayDurations;
  Int: Scalars['Int']['output'];
  Boolean: Scalars['Boolean']['output'];
  String: Scalars['String']['output'];
};

export type CacheControlDirectiveArgs = {
  maxAge?: Maybe<Scalars['Int']['input']>;
  noStore?: Maybe<Scalars['Boolean']['input']>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type LiveDirectiveArgs = {
  key?: Maybe<Scalars['String']['input']>;
  query: Scalars['String']['input'];
  topic: Scalars['String']['input'];
};

export type LiveDirectiveResolver<Result, Parent, ContextType = Context, Args = LiveDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeskAuditEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeskAuditEntry'] = ResolversParentTypes['DeskAuditEntry']> = {
  action?: Resolver<ResolversTypes['DeskAuditAction'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  details?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  documentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  dossierCode?: Resolver<Maybe<ResolversTypes['DossierCode']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  officer?: Resolver<Maybe<ResolversTypes['DeskUser']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['DeskAuditOutcome'], ParentType, ContextType>;
};

export type DeskAuditEntryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeskAuditEntryConnection'] = ResolversParentTypes['DeskAuditEntryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DeskAuditEntryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DeskAuditEntryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeskAuditEntryEdge'] = ResolversParentTypes['DeskAuditEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['DeskAuditEntry'], ParentType, ContextType>;
};

export type DeskCountersResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeskCounters'] = ResolversParentTypes['DeskCounters']> = {
  awaitingApproval?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  awaitingIssue?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  awaitingSignature?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  drafting?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dueToday?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  returned?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  urgent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DeskUserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeskUser'] = ResolversParentTypes['DeskUser'], FederationReferenceType extends FederationReferenceTypes['DeskUser'] = FederationReferenceTypes['DeskUser']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['DeskUser']> | FederationReferenceType, FederationReferenceType, ContextType>;
  awaitingMe?: Resolver<ResolversTypes['DraftConnection'], ParentType, ContextType, RequireFields<DeskUserAwaitingMeArgs, 'orderBy'>>;
  counters?: Resolver<ResolversTypes['DeskCounters'], ParentType, ContextType>;
  drafts?: Resolver<ResolversTypes['DraftConnection'], ParentType, ContextType, Partial<DeskUserDraftsArgs>>;
  fullName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['DeskRole']>, ParentType, ContextType>;
  ssoAccount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DocumentFiguresResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentFigures'] = ResolversParentTypes['DocumentFigures']> = {
  awaitingApproval?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  awaitingIssue?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  awaitingSignature?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  createToIssue?: Resolver<ResolversTypes['WorkingDayDurations'], ParentType, ContextType>;
  created?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  drafting?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  failedPushes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  fromIgate?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  issued?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  recalled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reworkRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  reworked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  signToIssue?: Resolver<ResolversTypes['WorkingDayDurations'], ParentType, ContextType>;
  stuckPushes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  underWay?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DocumentFileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentFile'] = ResolversParentTypes['DocumentFile'], FederationReferenceType extends FederationReferenceTypes['DocumentFile'] = FederationReferenceTypes['DocumentFile']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['DocumentFile']> | FederationReferenceType, FederationReferenceType, ContextType>;
  document?: Resolver<ResolversTypes['OutgoingDocument'], ParentType, ContextType>;
  downloadUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  previewUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  uploadedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type DocumentReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentReport'] = ResolversParentTypes['DocumentReport']> = {
  computedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  export?: Resolver<ResolversTypes['ExportAddresses'], ParentType, ContextType>;
  groups?: Resolver<Array<ResolversTypes['DocumentReportGroup']>, ParentType, ContextType>;
  period?: Resolver<ResolversTypes['ReportPeriod'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['DocumentFigures'], ParentType, ContextType>;
};

export type DocumentReportGroupResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentReportGroup'] = ResolversParentTypes['DocumentReportGroup']> = {
  figures?: Resolver<ResolversTypes['DocumentFigures'], ParentType, ContextType>;
  key?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  officer?: Resolver<Maybe<ResolversTypes['DeskUser']>, ParentType, ContextType>;
  period?: Resolver<Maybe<ResolversTypes['ReportPeriod']>, ParentType, ContextType>;
};

export type DossierResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Dossier'] = ResolversParentTypes['Dossier'], FederationReferenceType extends FederationReferenceTypes['Dossier'] = FederationReferenceTypes['Dossier']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Dossier']> | FederationReferenceType, FederationReferenceType, ContextType>;
  availableResults?: Resolver<Maybe<Array<ResolversTypes['DocumentFile']>>, ParentType, ContextType, Partial<DossierAvailableResultsArgs>>;
  code?: Resolver<ResolversTypes['DossierCode'], ParentType, ContextType>;
  drafts?: Resolver<Maybe<Array<ResolversTypes['Draft']>>, ParentType, ContextType>;
  issuedDocuments?: Resolver<Maybe<Array<ResolversTypes['IssuedDocument']>>, ParentType, ContextType>;
};

export interface DossierCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DossierCode'], any> {
  name: 'DossierCode';
}

export type DraftResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Draft'] = ResolversParentTypes['Draft'], FederationReferenceType extends FederationReferenceTypes['Draft'] = FederationReferenceTypes['Draft']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Draft']> | FederationReferenceType, FederationReferenceType, ContextType>;
  approvedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  approvedBy?: Resolver<Maybe<ResolversTypes['DeskUser']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['DeskUser'], ParentType, ContextType>;
  dossier?: Resolver<Maybe<ResolversTypes['Dossier']>, ParentType, ContextType>;
  dossierCode?: Resolver<Maybe<ResolversTypes['DossierCode']>, ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  files?: Resolver<Array<ResolversTypes['DocumentFile']>, ParentType, ContextType>;
  heldSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  issuedDocument?: Resolver<Maybe<ResolversTypes['IssuedDocument']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DocumentKind'], ParentType, ContextType>;
  returnReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  signedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  signedBy?: Resolver<Maybe<ResolversTypes['DeskUser']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DraftState'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  submittedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  urgency?: Resolver<ResolversTypes['Urgency'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DraftConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DraftConnection'] = ResolversParentTypes['DraftConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DraftEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DraftEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DraftEdge'] = ResolversParentTypes['DraftEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Draft'], ParentType, ContextType>;
};

export type DraftErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DraftError'] = ResolversParentTypes['DraftError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DraftOutcomeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DraftOutcome'] = ResolversParentTypes['DraftOutcome']> = {
  draft?: Resolver<Maybe<ResolversTypes['Draft']>, ParentType, ContextType>;
  draftId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['DraftError']>, ParentType, ContextType>;
};

export type DraftPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DraftPayload'] = ResolversParentTypes['DraftPayload']> = {
  draft?: Resolver<ResolversTypes['Draft'], ParentType, ContextType>;
};

export type DraftsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DraftsPayload'] = ResolversParentTypes['DraftsPayload']> = {
  outcomes?: Resolver<Array<ResolversTypes['DraftOutcome']>, ParentType, ContextType>;
  succeeded?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ExportAddressesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExportAddresses'] = ResolversParentTypes['ExportAddresses']> = {
  csvUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  xlsxUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type IssuedDocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IssuedDocument'] = ResolversParentTypes['IssuedDocument'], FederationReferenceType extends FederationReferenceTypes['IssuedDocument'] = FederationReferenceTypes['IssuedDocument']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['IssuedDocument']> | FederationReferenceType, FederationReferenceType, ContextType>;
  archivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['DeskUser'], ParentType, ContextType>;
  dossier?: Resolver<Maybe<ResolversTypes['Dossier']>, ParentType, ContextType>;
  dossierCode?: Resolver<Maybe<ResolversTypes['DossierCode']>, ParentType, ContextType>;
  files?: Resolver<Array<ResolversTypes['DocumentFile']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  issuedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  issuedBy?: Resolver<ResolversTypes['DeskUser'], ParentType, ContextType>;
  issuedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DocumentKind'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pushes?: Resolver<Array<ResolversTypes['ResultPush']>, ParentType, ContextType>;
  recallReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recalledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  signedBy?: Resolver<ResolversTypes['DeskUser'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  symbol?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  urgency?: Resolver<ResolversTypes['Urgency'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IssuedDocumentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IssuedDocumentPayload'] = ResolversParentTypes['IssuedDocumentPayload']> = {
  document?: Resolver<ResolversTypes['IssuedDocument'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addDraftFiles?: Resolver<Maybe<ResolversTypes['DraftPayload']>, ParentType, ContextType, RequireFields<MutationAddDraftFilesArgs, 'input'>>;
  approveDraft?: Resolver<Maybe<ResolversTypes['DraftPayload']>, ParentType, ContextType, RequireFields<MutationApproveDraftArgs, 'input'>>;
  approveDrafts?: Resolver<Maybe<ResolversTypes['DraftsPayload']>, ParentType, ContextType, RequireFields<MutationApproveDraftsArgs, 'input'>>;
  archiveDocument?: Resolver<Maybe<ResolversTypes['IssuedDocumentPayload']>, ParentType, ContextType, RequireFields<MutationArchiveDocumentArgs, 'input'>>;
  createDraft?: Resolver<Maybe<ResolversTypes['DraftPayload']>, ParentType, ContextType, RequireFields<MutationCreateDraftArgs, 'input'>>;
  issueDocument?: Resolver<Maybe<ResolversTypes['IssuedDocumentPayload']>, ParentType, ContextType, RequireFields<MutationIssueDocumentArgs, 'input'>>;
  issueDocuments?: Resolver<Maybe<ResolversTypes['DraftsPayload']>, ParentType, ContextType, RequireFields<MutationIssueDocumentsArgs, 'input'>>;
  pushResultsToIgate?: Resolver<Maybe<ResolversTypes['PushResultsToIgatePayload']>, ParentType, ContextType, RequireFields<MutationPushResultsToIgateArgs, 'input'>>;
  recallDocument?: Resolver<Maybe<ResolversTypes['IssuedDocumentPayload']>, ParentType, ContextType, RequireFields<MutationRecallDocumentArgs, 'input'>>;
  returnDraft?: Resolver<Maybe<ResolversTypes['DraftPayload']>, ParentType, ContextType, RequireFields<MutationReturnDraftArgs, 'input'>>;
  returnDrafts?: Resolver<Maybe<ResolversTypes['DraftsPayload']>, ParentType, ContextType, RequireFields<MutationReturnDraftsArgs, 'input'>>;
  signDraft?: Resolver<Maybe<ResolversTypes['DraftPayload']>, ParentType, ContextType, RequireFields<MutationSignDraftArgs, 'input'>>;
  signDrafts?: Resolver<Maybe<ResolversTypes['DraftsPayload']>, ParentType, ContextType, RequireFields<MutationSignDraftsArgs, 'input'>>;
  submitDraft?: Resolver<Maybe<ResolversTypes['DraftPayload']>, ParentType, ContextType, RequireFields<MutationSubmitDraftArgs, 'input'>>;
  updateDraft?: Resolver<Maybe<ResolversTypes['DraftPayload']>, ParentType, ContextType, RequireFields<MutationUpdateDraftArgs, 'input'>>;
};

export type OutgoingDocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OutgoingDocument'] = ResolversParentTypes['OutgoingDocument']> = {
  __resolveType: TypeResolveFn<'Draft' | 'IssuedDocument', ParentType, ContextType>;
};

export type OutgoingDocumentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OutgoingDocumentConnection'] = ResolversParentTypes['OutgoingDocumentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OutgoingDocumentEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OutgoingDocumentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OutgoingDocumentEdge'] = ResolversParentTypes['OutgoingDocumentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['OutgoingDocument'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PushResultsToIgatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PushResultsToIgatePayload'] = ResolversParentTypes['PushResultsToIgatePayload']> = {
  document?: Resolver<ResolversTypes['IssuedDocument'], ParentType, ContextType>;
  push?: Resolver<ResolversTypes['ResultPush'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  deskAuditLog?: Resolver<Maybe<ResolversTypes['DeskAuditEntryConnection']>, ParentType, ContextType, Partial<QueryDeskAuditLogArgs>>;
  documentExport?: Resolver<Maybe<ResolversTypes['ExportAddresses']>, ParentType, ContextType, Partial<QueryDocumentExportArgs>>;
  documentReport?: Resolver<Maybe<ResolversTypes['DocumentReport']>, ParentType, ContextType, RequireFields<QueryDocumentReportArgs, 'period'>>;
  documents?: Resolver<Maybe<ResolversTypes['OutgoingDocumentConnection']>, ParentType, ContextType, Partial<QueryDocumentsArgs>>;
  draft?: Resolver<Maybe<ResolversTypes['Draft']>, ParentType, ContextType, RequireFields<QueryDraftArgs, 'id'>>;
  issuedDocument?: Resolver<Maybe<ResolversTypes['IssuedDocument']>, ParentType, ContextType, RequireFields<QueryIssuedDocumentArgs, 'id'>>;
  myDesk?: Resolver<Maybe<ResolversTypes['DeskUser']>, ParentType, ContextType>;
  outgoingDocuments?: Resolver<Maybe<ResolversTypes['OutgoingDocumentConnection']>, ParentType, ContextType, RequireFields<QueryOutgoingDocumentsArgs, 'list'>>;
};

export type ReportPeriodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReportPeriod'] = ResolversParentTypes['ReportPeriod']> = {
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type ResultPushResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResultPush'] = ResolversParentTypes['ResultPush']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deliveredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  files?: Resolver<Array<ResolversTypes['DocumentFile']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  requestedBy?: Resolver<ResolversTypes['DeskUser'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['TransferState'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  inboxChanged?: SubscriptionResolver<Maybe<ResolversTypes['DeskUser']>, "inboxChanged", ParentType, ContextType>;
};

export type TransferResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Transfer'] = ResolversParentTypes['Transfer'], FederationReferenceType extends FederationReferenceTypes['Transfer'] = FederationReferenceTypes['Transfer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Transfer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  document?: Resolver<Maybe<ResolversTypes['IssuedDocument']>, ParentType, ContextType>;
  draft?: Resolver<Maybe<ResolversTypes['Draft']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface UploadScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Upload'], any> {
  name: 'Upload';
}

export type WorkingDayDurationsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WorkingDayDurations'] = ResolversParentTypes['WorkingDayDurations']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  median?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  p90?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DeskAuditEntry?: DeskAuditEntryResolvers<ContextType>;
  DeskAuditEntryConnection?: DeskAuditEntryConnectionResolvers<ContextType>;
  DeskAuditEntryEdge?: DeskAuditEntryEdgeResolvers<ContextType>;
  DeskCounters?: DeskCountersResolvers<ContextType>;
  DeskUser?: DeskUserResolvers<ContextType>;
  DocumentFigures?: DocumentFiguresResolvers<ContextType>;
  DocumentFile?: DocumentFileResolvers<ContextType>;
  DocumentReport?: DocumentReportResolvers<ContextType>;
  DocumentReportGroup?: DocumentReportGroupResolvers<ContextType>;
  Dossier?: DossierResolvers<ContextType>;
  DossierCode?: GraphQLScalarType;
  Draft?: DraftResolvers<ContextType>;
  DraftConnection?: DraftConnectionResolvers<ContextType>;
  DraftEdge?: DraftEdgeResolvers<ContextType>;
  DraftError?: DraftErrorResolvers<ContextType>;
  DraftOutcome?: DraftOutcomeResolvers<ContextType>;
  DraftPayload?: DraftPayloadResolvers<ContextType>;
  DraftsPayload?: DraftsPayloadResolvers<ContextType>;
  ExportAddresses?: ExportAddressesResolvers<ContextType>;
  IssuedDocument?: IssuedDocumentResolvers<ContextType>;
  IssuedDocumentPayload?: IssuedDocumentPayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  OutgoingDocument?: OutgoingDocumentResolvers<ContextType>;
  OutgoingDocumentConnection?: OutgoingDocumentConnectionResolvers<ContextType>;
  OutgoingDocumentEdge?: OutgoingDocumentEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PushResultsToIgatePayload?: PushResultsToIgatePayloadResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReportPeriod?: ReportPeriodResolvers<ContextType>;
  ResultPush?: ResultPushResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Transfer?: TransferResolvers<ContextType>;
  Upload?: GraphQLScalarType;
  WorkingDayDurations?: WorkingDayDurationsResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  live?: LiveDirectiveResolver<any, any, ContextType>;
};
