import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ApplicantParent } from './applicant-parent.ts';
import type { Attachment as AttachmentParent } from '../domain/attachment.ts';
import type { AuditEntry as AuditEntryParent } from '../domain/audit.ts';
import type { AuditEntryConnectionParent, DossierConnectionParent, TransferConnectionParent } from './connection-parents.ts';
import type { AvailableAction as AvailableActionParent } from '../domain/available-actions.ts';
import type { DeadlineDay as DeadlineDayParent } from '../domain/deadline.ts';
import type { Department as DepartmentParent, Division as DivisionParent, Officer as OfficerParent } from '../domain/officer.ts';
import type { DeskUserParent } from './desk-user-parent.ts';
import type { DossierParent } from './dossier-parent.ts';
import type { DossierHold as DossierHoldParent } from '../domain/hold.ts';
import type { ReportedDossiers as DossierReportParent } from '../actions/report-dossiers.ts';
import type { ShownGroup as DossierReportGroupParent } from './resolvers/dossier-report.ts';
import type { Holder as HolderParent } from '../domain/holder.ts';
import type { Procedure as ProcedureParent } from '../domain/dossier.ts';
import type { ProcessingStep as ProcessingStepParent } from '../domain/steps.ts';
import type { TimelineEntry as TimelineEntryParent } from '../domain/timeline-entry.ts';
import type { Transfer as TransferParent, TransferFile as TransferFileParent } from '../domain/transfer.ts';
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

/** Input of `addAttachments`. */
export type AddAttachmentsInput = {
  /** Mã hồ sơ. */
  dossierCode: Scalars['DossierCode']['input'];
  /** The files, at least one. */
  files: Array<Scalars['Upload']['input']>;
  /** What the files are to the dossier: COMPONENT or PROCESSING. */
  kind: AttachmentKind;
};

/** Answer of `addAttachments`. */
export type AddAttachmentsPayload = {
  __typename?: 'AddAttachmentsPayload';
  /** The files that were added, in the order they were sent. */
  attachments: Array<Attachment>;
  /** The dossier they were added to. */
  dossier: Dossier;
};

/**
 * Người nộp hồ sơ: personal data (Decree 13/2023), masked or withheld by the caller's role. `reveal: true` on a field gives it
 * unmasked to those whose role allows it; one request leaves one audit entry for each dossier, whatever it reveals of it.
 */
export type Applicant = {
  __typename?: 'Applicant';
  /** Địa chỉ. Only its last part, usually the province, where masked; null where withheld or not given. */
  address?: Maybe<Scalars['String']['output']>;
  /** Thư điện tử. Struck out but for its first character and its domain where masked; null where withheld or not given. */
  email?: Maybe<Scalars['String']['output']>;
  /** Họ và tên, or the business's name. `***` where the applicant is withheld from the caller. */
  fullName: Scalars['String']['output'];
  /** Số định danh cá nhân (CCCD). `052******234` where masked; null where withheld or not given. */
  nationalId?: Maybe<Scalars['String']['output']>;
  /** Số điện thoại. The middle struck out where masked; null where withheld or not given. */
  phone?: Maybe<Scalars['String']['output']>;
};


/**
 * Người nộp hồ sơ: personal data (Decree 13/2023), masked or withheld by the caller's role. `reveal: true` on a field gives it
 * unmasked to those whose role allows it; one request leaves one audit entry for each dossier, whatever it reveals of it.
 */
export type ApplicantAddressArgs = {
  reveal: Scalars['Boolean']['input'];
};


/**
 * Người nộp hồ sơ: personal data (Decree 13/2023), masked or withheld by the caller's role. `reveal: true` on a field gives it
 * unmasked to those whose role allows it; one request leaves one audit entry for each dossier, whatever it reveals of it.
 */
export type ApplicantEmailArgs = {
  reveal: Scalars['Boolean']['input'];
};


/**
 * Người nộp hồ sơ: personal data (Decree 13/2023), masked or withheld by the caller's role. `reveal: true` on a field gives it
 * unmasked to those whose role allows it; one request leaves one audit entry for each dossier, whatever it reveals of it.
 */
export type ApplicantNationalIdArgs = {
  reveal: Scalars['Boolean']['input'];
};


/**
 * Người nộp hồ sơ: personal data (Decree 13/2023), masked or withheld by the caller's role. `reveal: true` on a field gives it
 * unmasked to those whose role allows it; one request leaves one audit entry for each dossier, whatever it reveals of it.
 */
export type ApplicantPhoneArgs = {
  reveal: Scalars['Boolean']['input'];
};

/** Who hands a dossier in (người nộp hồ sơ). */
export type ApplicantInput = {
  /** Địa chỉ, from the narrowest to the widest part, separated by commas; at most 500 characters. */
  address?: InputMaybe<Scalars['String']['input']>;
  /** Thư điện tử; at most 254 characters. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Họ và tên, or the business's name; at most 200 characters. */
  fullName: Scalars['String']['input'];
  /** Số định danh cá nhân (CCCD); at most 20 characters. */
  nationalId?: InputMaybe<Scalars['String']['input']>;
  /** Số điện thoại; at most 30 characters. */
  phone?: InputMaybe<Scalars['String']['input']>;
};

/** Input of `assignDossier`. */
export type AssignDossierInput = {
  /** iGate account of a specialist of the dossier's division: see `Query.officers`. */
  assignee: Scalars['String']['input'];
  /** Mã hồ sơ. */
  dossierCode: Scalars['DossierCode']['input'];
  /** Ý kiến chỉ đạo, shown with the step; at most 2000 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `assignDossier`. */
export type AssignDossierPayload = {
  __typename?: 'AssignDossierPayload';
  /** The dossier, now in the step PROCESSING. */
  dossier: Dossier;
};

/** Input of `attachResults`. */
export type AttachResultsInput = {
  /** Mã hồ sơ. */
  dossierCode: Scalars['DossierCode']['input'];
  /** `DocumentFile.id`s of issued documents that bear this dossier's code: see `Dossier.availableResults`. 1 to 100. */
  fileIds: Array<Scalars['ID']['input']>;
  /**
   * A key of the client's own, such as a UUID. The same request with the same key again gets the first answer; another request
   * with it is `IDEMPOTENCY_KEY_REUSED`.
   */
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
};

/** Answer of `attachResults`. */
export type AttachResultsPayload = {
  __typename?: 'AttachResultsPayload';
  /** The result files that are there, of those asked for; those that are still on their way are missing. */
  attachments: Array<Attachment>;
  /** The dossier, with its result files. */
  dossier: Dossier;
  /** The crossing: `DELIVERED` as a rule, `PENDING` where iDesk has not answered yet. */
  transfer: Transfer;
};

/** Tệp đính kèm: a file of a dossier. Seen by whoever sees the dossier, but for components where the applicant is withheld. */
export type Attachment = {
  __typename?: 'Attachment';
  /** Address to download the file from, signed for the caller and valid for a few minutes: ask again instead of keeping it. */
  downloadUrl: Scalars['String']['output'];
  /** Stable id. */
  id: Scalars['ID']['output'];
  /** What the file is to the dossier. */
  kind: AttachmentKind;
  /** Media type by content, such as `application/pdf`. */
  mediaType: Scalars['String']['output'];
  /** File name with its extension, Vietnamese letters intact. */
  name: Scalars['String']['output'];
  /** Address that shows the file in a browser, signed and short-lived. Null for types that a browser cannot show safely. */
  previewUrl?: Maybe<Scalars['String']['output']>;
  /** Lý do thu hồi, as the clerk gave it in iDesk. Null where the result is in force, and for other kinds. */
  recallReason?: Maybe<Scalars['String']['output']>;
  /**
   * When iDesk recalled (thu hồi) the document that a result came from: it stays attached, and no longer stands. Null where it
   * is in force, and for other kinds.
   */
  recalledAt?: Maybe<Scalars['DateTime']['output']>;
  /** SHA-256 of the content, as 64 hexadecimal digits. A result has the same as the iDesk file that it was taken from. */
  sha256: Scalars['String']['output'];
  /** Size in bytes. */
  size: Scalars['Int']['output'];
  /** The iDesk file that a result was taken from. Null for other kinds, and where the caller may not see it in iDesk. */
  sourceFile?: Maybe<DocumentFile>;
  /** The step that was open when the file was added. Null where it is not known. */
  step?: Maybe<ProcessingStep>;
  /** When the file was added to the dossier. */
  uploadedAt: Scalars['DateTime']['output'];
  /** Who added the file; for a result, who attached or pushed it. */
  uploadedBy: Officer;
};

/** What a file is to a dossier (loại tệp). */
export type AttachmentKind =
  /** Thành phần hồ sơ: what the applicant handed in. */
  | 'COMPONENT'
  /** Tệp tin xử lý: what officers added while processing. */
  | 'PROCESSING'
  /** Tập tin kết quả: a result, taken or pushed from iDesk. */
  | 'RESULT';

/** What the audit log records. */
export type AuditAction =
  /** Thêm tệp. */
  | 'ADD_ATTACHMENTS'
  /** Phân công xử lý. */
  | 'ASSIGN'
  /** Lấy kết quả từ iDesk. */
  | 'ATTACH_RESULTS'
  /** Sửa lịch làm việc. */
  | 'CHANGE_CALENDAR'
  /** Hoàn thành bước. */
  | 'COMPLETE_STEP'
  /** Tải tệp. */
  | 'DOWNLOAD_FILE'
  /** Liên kết tài khoản SSO. */
  | 'LINK_SSO_ACCOUNT'
  /**
   * Nhận tin thu hồi văn bản: iDesk recalled a document of the dossier; the results that came from it are marked. The details
   * name the clerk, the reason and the files.
   */
  | 'RECALL_RESULTS'
  /** Tiếp nhận hồ sơ. */
  | 'RECEIVE'
  /** Nhận kết quả do iDesk chuyển đến. */
  | 'RECEIVE_PUSHED_RESULTS'
  /** Yêu cầu bổ sung hồ sơ. */
  | 'REQUEST_SUPPLEMENT'
  /** Tiếp tục xử lý sau khi chờ bổ sung hoặc tạm dừng. */
  | 'RESUME'
  /** Chuyển lại. */
  | 'RETRY_TRANSFER'
  /** Chuyển sang iDesk. */
  | 'SEND_TO_IDESK'
  /** Đăng nhập, with the local account. */
  | 'SIGN_IN'
  /** Tạm dừng xử lý. */
  | 'SUSPEND'
  /** Xem dữ liệu cá nhân. */
  | 'VIEW_PERSONAL_DATA';

/** An entry of the audit log (nhật ký hệ thống). Never changes and is never deleted; holds no personal data of applicants. */
export type AuditEntry = {
  __typename?: 'AuditEntry';
  /** What was done. */
  action: AuditAction;
  /** When it happened. */
  at: Scalars['DateTime']['output'];
  /**
   * The facts in one sentence in the caller's language, such as the subject and the names of the files. Null where there is
   * nothing to add.
   */
  details?: Maybe<Scalars['String']['output']>;
  /** The dossier it was done to. Null for what concerns no dossier. */
  dossierCode?: Maybe<Scalars['DossierCode']['output']>;
  /** Stable id. */
  id: Scalars['ID']['output'];
  /**
   * Who did it. Null for a failed sign-in with an unknown account, for whoever tried a file address that was never given out,
   * and for what arrives from an iDesk officer without an iGate account.
   */
  officer?: Maybe<Officer>;
  /** Whether it was done. */
  outcome: AuditOutcome;
};

/** A page of audit entries. */
export type AuditEntryConnection = {
  __typename?: 'AuditEntryConnection';
  /** The entries of this page, newest first. */
  edges: Array<AuditEntryEdge>;
  /** Where this page lies among the others. */
  pageInfo: PageInfo;
  /** How many entries pass the filter on all pages together. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

/** An audit entry on a page. */
export type AuditEntryEdge = {
  __typename?: 'AuditEntryEdge';
  /** Position of this entry, for `after`. Opaque. */
  cursor: Scalars['String']['output'];
  /** The entry. */
  node: AuditEntry;
};

/** Which audit entries to list. All conditions hold together. */
export type AuditFilter = {
  /** One of these actions. */
  actions?: InputMaybe<Array<AuditAction>>;
  /** About this dossier. */
  dossierCode?: InputMaybe<Scalars['DossierCode']['input']>;
  /** At this moment or later. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** By the officer with this iGate account. */
  officer?: InputMaybe<Scalars['String']['input']>;
  /** Before this moment. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** How a recorded attempt ended. */
export type AuditOutcome =
  /** Đã thực hiện. */
  | 'DONE'
  /** Thất bại: accepted, and failed later. */
  | 'FAILED'
  /** Bị từ chối: the caller had no right to it, or a sign-in failed. */
  | 'REFUSED';

/** An action on a dossier, and whether the caller may take it now. */
export type AvailableAction = {
  __typename?: 'AvailableAction';
  /** Which action. */
  action: DossierAction;
  /** Whether the mutation would be accepted from this caller at this moment. */
  allowed: Scalars['Boolean']['output'];
  /**
   * Why not, as a sentence in the caller's language to show beside a disabled button. Where RETRY_TRANSFER is allowed, why the
   * transfer failed. Null where any other action is allowed.
   */
  reason?: Maybe<Scalars['String']['output']>;
};

/** How a day of the calendar is known. */
export type CalendarBasis =
  /** Quản trị viên nhập. */
  | 'ADMINISTRATOR'
  /** Tạm tính: computed by the Labour Code's rule, until the yearly decision is entered. */
  | 'COMPUTED'
  /** Theo thông báo hằng năm: by a published yearly decision. */
  | 'DECISION'
  /** Theo luật: fixed by the Labour Code. */
  | 'LAW';

/** A day of the working calendar (lịch làm việc). */
export type CalendarDay = {
  __typename?: 'CalendarDay';
  /** Căn cứ: how it is known. Null for ordinary days. */
  basis?: Maybe<CalendarBasis>;
  /** The day. */
  date: Scalars['Date']['output'];
  /** Whether offices work on it. */
  isWorkingDay: Scalars['Boolean']['output'];
  /** What it is set to; ORDINARY where nothing is, and its weekday decides. */
  kind: CalendarDayKind;
  /** Name in Vietnamese, such as "Quốc khánh 2/9". Null for ordinary days. */
  name?: Maybe<Scalars['String']['output']>;
  /** Văn bản căn cứ: the decision or the rule, in Vietnamese. Null for ordinary days. */
  source?: Maybe<Scalars['String']['output']>;
};

/** What a day of the calendar is. */
export type CalendarDayKind =
  /** Ngày nghỉ lễ, tết: a day from Monday to Friday that is not worked. */
  | 'HOLIDAY'
  /** Ngày thường: Monday to Friday are worked, Saturday and Sunday are not. */
  | 'ORDINARY'
  /** Ngày làm bù: a Saturday or Sunday that is worked. */
  | 'WORKING_DAY';

/** Input of `completeStep`. */
export type CompleteStepInput = {
  /** Mã hồ sơ. */
  dossierCode: Scalars['DossierCode']['input'];
  /** Ghi chú, kept with the step that ends; at most 2000 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `completeStep`. */
export type CompleteStepPayload = {
  __typename?: 'CompleteStepPayload';
  /** The dossier, in its next step. */
  dossier: Dossier;
};

/** A day between the reception of a dossier and its day of return. */
export type DeadlineDay = {
  __typename?: 'DeadlineDay';
  /** Được tính: whether it is one of the working days that were promised. */
  counted: Scalars['Boolean']['output'];
  /** The day. */
  date: Scalars['Date']['output'];
  /** What the day is. */
  kind: DeadlineDayKind;
  /** Lý do: why it counts or does not, as a sentence in the caller's language, such as "Nghỉ lễ, tết: Quốc khánh 2/9". */
  reason: Scalars['String']['output'];
};

/** What a day is to a deadline. */
export type DeadlineDayKind =
  /** Nghỉ lễ, tết: does not count. */
  | 'HOLIDAY'
  /** Ngày làm bù: a weekend's day that is worked in place of another one; counts. */
  | 'MADE_UP'
  /** Chờ bổ sung, tạm dừng: a working day at whose closing time (17:00) the dossier was on hold; does not count. */
  | 'ON_HOLD'
  /** Ngày tiếp nhận: does not count; the count begins on the next day. */
  | 'RECEPTION'
  /** Nghỉ hằng tuần: Saturday or Sunday; does not count. */
  | 'WEEKEND'
  /** Ngày làm việc: counts. */
  | 'WORKING_DAY';

/** A department (sở) of the province. */
export type Department = {
  __typename?: 'Department';
  /** Agency code (mã định danh cơ quan), the start of its dossier codes, such as `000.00.13.H08`. */
  code: Scalars['String']['output'];
  /** Stable id. */
  id: Scalars['ID']['output'];
  /** Name in Vietnamese, such as "Sở Thông tin và Truyền thông". */
  name: Scalars['String']['output'];
};

/** An officer as iDesk knows them, under their SSO account. */
export type DeskUser = {
  __typename?: 'DeskUser';
  /** The same person in iGate. Null where no iGate officer has linked this SSO account, or the caller may not see them. */
  officer?: Maybe<Officer>;
  /** SSO account, which is also the iDesk account, such as `hoant@stttt.binhdinh.gov.vn`. Not the iGate account. */
  ssoAccount: Scalars['String']['output'];
};

/** A division (phòng) of a department. */
export type Division = {
  __typename?: 'Division';
  /** The department it belongs to. */
  department: Department;
  /** Stable id, for filters. */
  id: Scalars['ID']['output'];
  /** Name in Vietnamese, such as "Phòng Bưu chính Viễn thông". */
  name: Scalars['String']['output'];
};

/** A file of a draft or issued document in iDesk. */
export type DocumentFile = {
  __typename?: 'DocumentFile';
  /** Stable id, for `attachResults` and `pushResultsToIgate`. */
  id: Scalars['ID']['output'];
};

/**
 * Hồ sơ: what a citizen or business has handed in at the one-stop counter, its way through the office, and, from iDesk, the
 * drafts and documents that bear its code. A dossier that the caller may not see reads as null.
 */
export type Dossier = {
  __typename?: 'Dossier';
  /**
   * Người nộp hồ sơ. In full for the counter, the specialist and the division head; masked for the department leader;
   * withheld from the clerk (Decree 13/2023).
   */
  applicant: Applicant;
  /** Cán bộ thụ lý: the specialist who processes it. Null until it is assigned. */
  assignee?: Maybe<Officer>;
  /** Tệp của hồ sơ: files of all kinds, oldest first. Components are left out for callers from whom the applicant is withheld. */
  attachments: Array<Attachment>;
  /**
   * Nhật ký xử lý: what was done to it, oldest first, for everybody who sees the dossier. Holds no personal data of the
   * applicant.
   */
  auditEntries: Array<AuditEntry>;
  /**
   * Every action on a dossier, each with whether the caller may take it now. Build buttons from it; the mutation decides the
   * same way.
   */
  availableActions: Array<AvailableAction>;
  /** Mã hồ sơ, which joins iGate and iDesk. Never changes. */
  code: Scalars['DossierCode']['output'];
  /** When the result was ready to be returned. Null until then. */
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Bước hiện tại: the step that is open; the last one where the dossier has been returned. */
  currentStep: ProcessingStep;
  /** Cách tính ngày hẹn trả: how the day of return comes about, day by day. Null where the procedure promises none. */
  deadline?: Maybe<DossierDeadline>;
  /** Phòng phụ trách: the division in charge. Null until a division head assigns the dossier to one of their specialists. */
  division?: Maybe<Division>;
  /**
   * Ngày hẹn trả: when the result is promised, 17:00 in Vietnam on the last of the procedure's working days, counted from the
   * day after reception; days on hold do not count. While a hold lasts it stays what it was, and moves when the hold ends. Null
   * where the procedure promises none.
   */
  dueAt?: Maybe<Scalars['DateTime']['output']>;
  /** Đang ở đâu, ai giữ: who holds it now, in which system and since when. Null once it has ended. */
  heldBy?: Maybe<DossierHolder>;
  /** Các lần chờ bổ sung, tạm dừng: the times it was on hold, oldest first; the last one may still last. */
  holds: Array<DossierHold>;
  /**
   * Where the most recent draft that was sent for it stands in iDesk. Kept in iGate, so it answers while iDesk is down; follows
   * iDesk within seconds.
   */
  ideskState: IdeskState;
  /**
   * Quá hạn: whether it is past `dueAt` and its result still to come. On hold only where it was late when the hold began. False
   * once it is completed, returned, withdrawn or rejected, however late.
   */
  isOverdue: Scalars['Boolean']['output'];
  /** The procedure it was handed in for. */
  procedure: Procedure;
  /** Name of the procedure when the dossier was received; stays when the procedure is renamed. */
  procedureName: Scalars['String']['output'];
  /** Ngày tiếp nhận: the moment it was received at the counter. */
  receivedAt: Scalars['DateTime']['output'];
  /** "Tập tin kết quả": the attachments of the kind RESULT, oldest first. */
  resultFiles: Array<Attachment>;
  /** Ngày trả kết quả: when the result was handed to the applicant. Null until then. */
  returnedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Trạng thái hồ sơ: where the dossier stands for the citizen. */
  status: DossierStatus;
  /** Every step so far, oldest first; the last one is `currentStep`. */
  steps: Array<ProcessingStep>;
  /**
   * Diễn biến: what happened on its way, in both systems, oldest first. Kept in iGate, so it answers while iDesk is down; what is
   * done in iDesk appears within seconds. Steps that drafts took in iDesk before iGate was told of such steps are missing.
   */
  timeline: Array<TimelineEntry>;
  /** Its crossings between iGate and iDesk, newest first, whatever their state. */
  transfers: Array<Transfer>;
};


/**
 * Hồ sơ: what a citizen or business has handed in at the one-stop counter, its way through the office, and, from iDesk, the
 * drafts and documents that bear its code. A dossier that the caller may not see reads as null.
 */
export type DossierAttachmentsArgs = {
  kinds?: InputMaybe<Array<AttachmentKind>>;
};

/** Actions on a dossier, each a mutation. */
export type DossierAction =
  /** Thêm tệp: `addAttachments`, of a kind that the caller may add. */
  | 'ADD_ATTACHMENTS'
  /** Phân công: `assignDossier`. */
  | 'ASSIGN'
  /** Lấy từ iDesk: `attachResults`. */
  | 'ATTACH_RESULTS'
  /** Hoàn thành bước: `completeStep`. */
  | 'COMPLETE_STEP'
  /** Yêu cầu bổ sung: `requestSupplement`. */
  | 'REQUEST_SUPPLEMENT'
  /** Tiếp tục xử lý: `resumeDossier`. */
  | 'RESUME'
  /** Chuyển lại: `retryTransfer`, of one that has failed. */
  | 'RETRY_TRANSFER'
  /** Chuyển sang iDesk: `sendToIdesk`. */
  | 'SEND_TO_IDESK'
  /** Tạm dừng: `suspendDossier`. */
  | 'SUSPEND';

/** A page of dossiers. */
export type DossierConnection = {
  __typename?: 'DossierConnection';
  /** The dossiers of this page, in the order asked for. */
  edges: Array<DossierEdge>;
  /** Where this page lies among the others. */
  pageInfo: PageInfo;
  /** How many dossiers pass the filter on all pages together. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

/** How the day of return (ngày hẹn trả) of a dossier comes about. Of a dossier on hold: as it would be if the hold ended now. */
export type DossierDeadline = {
  __typename?: 'DossierDeadline';
  /** Each day from the reception up to the day of return; as many of them count as `processingDays` says. */
  days: Array<DeadlineDay>;
  /** Ngày hẹn trả: the same as `Dossier.dueAt`, but for a dossier on hold. */
  dueAt: Scalars['DateTime']['output'];
  /** Thời hạn giải quyết, in working days, as the procedure had it at reception. */
  processingDays: Scalars['Int']['output'];
  /**
   * Số ngày làm việc còn lại: working days until then whose closing time (17:00) is still to come, the last one included. 0 or
   * less where it is late: -2 is two full working days late. Null once the dossier has ended.
   */
  workingDaysLeft?: Maybe<Scalars['Int']['output']>;
};

/** A dossier on a page. */
export type DossierEdge = {
  __typename?: 'DossierEdge';
  /** Position of this dossier, for `after` or `before`. Opaque; valid for the same order only. */
  cursor: Scalars['String']['output'];
  /** The dossier. */
  node: Dossier;
};

/** A figure of `dossierReport`, by which `dossiers` lists what it counts. */
export type DossierFigure =
  /** Có tập tin kết quả trong kỳ: whose first results since the most recent send were attached on a day of the period. */
  | 'ATTACHED'
  /** Đã có kết quả chưa trả: has result files, and the applicant does not have them yet; neither withdrawn nor rejected. */
  | 'ATTACHED_NOT_RETURNED'
  /** Chờ duyệt: open, and its draft waits for the division head. */
  | 'AWAITING_APPROVAL'
  /** Chờ ban hành: open, and its draft is signed and waits for the clerk. */
  | 'AWAITING_ISSUE'
  /** Chờ ký: open, and its draft waits for the department leader. */
  | 'AWAITING_SIGNATURE'
  /** Kỳ trước chuyển sang: received before the period, and not ended before it. */
  | 'CARRIED_OVER'
  /**
   * Đã giải quyết trong kỳ: the result, or the refusal, was there on a day of the period (`Dossier.completedAt`). Early, on
   * time and late add up to it.
   */
  | 'COMPLETED'
  /** Giải quyết trước hạn: completed on a day before the day of return. */
  | 'COMPLETED_EARLY'
  /** Giải quyết quá hạn: completed after `Dossier.dueAt`. */
  | 'COMPLETED_LATE'
  /** Giải quyết đúng hạn: completed on the day of return and not after its hour; also where none was promised. */
  | 'COMPLETED_ON_TIME'
  /** Đang soạn thảo trong iDesk: open, and its draft is with the specialist. */
  | 'DRAFTING'
  /**
   * Sắp đến hạn: open, not on hold, not overdue, and due within `dueWithinDays` working days, today included while it is not
   * over.
   */
  | 'DUE_SOON'
  /**
   * Kết thúc trong kỳ: completed in the period, or withdrawn or rejected (then by the day it last changed). What is left at
   * the end of the period is `carriedOver + received - ended`.
   */
  | 'ENDED'
  /** Văn bản ban hành trong kỳ: whose most recent draft was issued on a day of the period. */
  | 'ISSUED'
  /** Đã ban hành chưa đính kèm: open, its document is issued and stands, and no results have been attached since it was sent. */
  | 'ISSUED_NOT_ATTACHED'
  /**
   * Thời gian từ ban hành đến đính kèm: working days from the day of issue to the day of the first results, of those attached
   * in the period.
   */
  | 'ISSUE_TO_ATTACH'
  /** Đang giải quyết: neither completed, withdrawn nor rejected by now. By officer it is their workload (khối lượng công việc). */
  | 'OPEN'
  /** Đang quá hạn: open, and past `Dossier.dueAt`; on hold only where it was late when the hold began (`Dossier.isOverdue`). */
  | 'OVERDUE'
  /** Tiếp nhận trong kỳ: received on a day of the period. */
  | 'RECEIVED'
  /** Đã trả kết quả trong kỳ: the result was handed over on a day of the period (`Dossier.returnedAt`). */
  | 'RETURNED'
  /**
   * Thời gian từ chuyển đến ban hành: working days from the day of the send to the day of issue, of those issued in the
   * period.
   */
  | 'SEND_TO_ISSUE'
  /** Đã chuyển sang iDesk trong kỳ: whose most recent send was asked for on a day of the period. */
  | 'SENT_TO_IDESK'
  /** Thời gian từ ký đến ban hành: working days from the day of signing to the day of issue, of those issued in the period. */
  | 'SIGN_TO_ISSUE'
  /** Tạm dừng: on hold for something else. */
  | 'SUSPENDED'
  /** Chuyển bị lỗi: open, with a crossing that has failed and that no later one of its kind has replaced. */
  | 'TRANSFER_FAILED'
  /** Chuyển bị kẹt: open, with a crossing that has been under way for more than 15 minutes. */
  | 'TRANSFER_STUCK'
  /** Chờ bổ sung: on hold until the applicant hands in what is missing. */
  | 'WAITING_FOR_SUPPLEMENT';

/** A figure of `dossierReport` to open. */
export type DossierFigureInput = {
  /** DUE_SOON: within how many working days, from 0 to 60. */
  dueWithinDays: Scalars['Int']['input'];
  /** Which figure. */
  figure: DossierFigure;
  /** The period of the report, or of the group in time. Figures of the present do not depend on it. */
  period: ReportPeriodInput;
};

/**
 * Figures of dossiers, by where they stand now: a dossier counts for the division and the officer that have it now. Those up to
 * `issueToAttach` are of the events of the period, those from `open` on of the present, whatever the period.
 */
export type DossierFigures = {
  __typename?: 'DossierFigures';
  /** Có tập tin kết quả trong kỳ: whose first results since the most recent send were attached on a day of the period. */
  attached: Scalars['Int']['output'];
  /** Đã có kết quả chưa trả: has result files, and the applicant does not have them yet; neither withdrawn nor rejected. */
  attachedNotReturned?: Maybe<Scalars['Int']['output']>;
  /** Chờ duyệt: open, and its draft waits for the division head. */
  awaitingApproval?: Maybe<Scalars['Int']['output']>;
  /** Chờ ban hành: open, and its draft is signed and waits for the clerk. */
  awaitingIssue?: Maybe<Scalars['Int']['output']>;
  /** Chờ ký: open, and its draft waits for the department leader. */
  awaitingSignature?: Maybe<Scalars['Int']['output']>;
  /** Kỳ trước chuyển sang: received before the period, and not ended before it. */
  carriedOver: Scalars['Int']['output'];
  /**
   * Đã giải quyết trong kỳ: the result, or the refusal, was there on a day of the period (`Dossier.completedAt`). Early, on
   * time and late add up to it.
   */
  completed: Scalars['Int']['output'];
  /** Giải quyết trước hạn: completed on a day before the day of return. */
  completedEarly: Scalars['Int']['output'];
  /** Giải quyết quá hạn: completed after `Dossier.dueAt`. */
  completedLate: Scalars['Int']['output'];
  /** Giải quyết đúng hạn: completed on the day of return and not after its hour; also where none was promised. */
  completedOnTime: Scalars['Int']['output'];
  /** Đang soạn thảo trong iDesk: open, and its draft is with the specialist. */
  drafting?: Maybe<Scalars['Int']['output']>;
  /**
   * Sắp đến hạn: open, not on hold, not overdue, and due within `dueWithinDays` working days, today included while it is not
   * over.
   */
  dueSoon?: Maybe<Scalars['Int']['output']>;
  /**
   * Kết thúc trong kỳ: completed in the period, or withdrawn or rejected (then by the day it last changed). What is left at
   * the end of the period is `carriedOver + received - ended`.
   */
  ended: Scalars['Int']['output'];
  /** Chuyển bị lỗi: open, with a crossing that has failed and that no later one of its kind has replaced. */
  failedTransfers?: Maybe<Scalars['Int']['output']>;
  /**
   * Thời gian từ ban hành đến đính kèm: working days from the day of issue to the day of the first results, of those attached
   * in the period.
   */
  issueToAttach: WorkingDayDurations;
  /** Văn bản ban hành trong kỳ: whose most recent draft was issued on a day of the period. */
  issued: Scalars['Int']['output'];
  /** Đã ban hành chưa đính kèm: open, its document is issued and stands, and no results have been attached since it was sent. */
  issuedNotAttached?: Maybe<Scalars['Int']['output']>;
  /** Tỷ lệ đúng hạn: early and on time among completed, from 0 to 1. Null where none was completed. */
  onTimeRate?: Maybe<Scalars['Float']['output']>;
  /** Đang giải quyết: neither completed, withdrawn nor rejected by now. By officer it is their workload (khối lượng công việc). */
  open?: Maybe<Scalars['Int']['output']>;
  /** Đang quá hạn: open, and past `Dossier.dueAt`; on hold only where it was late when the hold began (`Dossier.isOverdue`). */
  overdue?: Maybe<Scalars['Int']['output']>;
  /** Tiếp nhận trong kỳ: received on a day of the period. */
  received: Scalars['Int']['output'];
  /** Đã trả kết quả trong kỳ: the result was handed over on a day of the period (`Dossier.returnedAt`). */
  returned: Scalars['Int']['output'];
  /**
   * Thời gian từ chuyển đến ban hành: working days from the day of the send to the day of issue, of those issued in the
   * period.
   */
  sendToIssue: WorkingDayDurations;
  /** Đã chuyển sang iDesk trong kỳ: whose most recent send was asked for on a day of the period. */
  sentToIdesk: Scalars['Int']['output'];
  /** Thời gian từ ký đến ban hành: working days from the day of signing to the day of issue, of those issued in the period. */
  signToIssue: WorkingDayDurations;
  /** Chuyển bị kẹt: open, with a crossing that has been under way for more than 15 minutes. */
  stuckTransfers?: Maybe<Scalars['Int']['output']>;
  /** Tạm dừng: on hold for something else. */
  suspended?: Maybe<Scalars['Int']['output']>;
  /** Chờ bổ sung: on hold until the applicant hands in what is missing. */
  waitingForSupplement?: Maybe<Scalars['Int']['output']>;
};

/** Which dossiers to list. All conditions hold together; days are calendar days in Vietnam, and ranges include both ends. */
export type DossierFilter = {
  /** Assigned to the officer with this iGate account. */
  assignee?: InputMaybe<Scalars['String']['input']>;
  /** Changed at this moment or later; for clients that keep a copy. */
  changedSince?: InputMaybe<Scalars['DateTime']['input']>;
  /** These dossiers, at most 500 codes. */
  codes?: InputMaybe<Array<Scalars['DossierCode']['input']>>;
  /** Of this department (sở): its `Department.id`. */
  department?: InputMaybe<Scalars['ID']['input']>;
  /** Of this division (phòng): its `Division.id`. */
  division?: InputMaybe<Scalars['ID']['input']>;
  /** Due (hẹn trả) on this day or later. */
  dueFrom?: InputMaybe<Scalars['Date']['input']>;
  /** Due on this day or earlier. */
  dueTo?: InputMaybe<Scalars['Date']['input']>;
  /** Only those that this figure of `dossierReport` counts: with the conditions of the report and of a group, exactly its rows. */
  figure?: InputMaybe<DossierFigureInput>;
  /** Only those with result files (tập tin kết quả), or with `false` only those without. */
  hasResults?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whose most recent draft is in one of these states in iDesk. */
  ideskStates?: InputMaybe<Array<IdeskState>>;
  /** Only overdue ones (quá hạn), or with `false` only those that are not. */
  overdue?: InputMaybe<Scalars['Boolean']['input']>;
  /** Of this procedure (thủ tục): its `Procedure.id`. */
  procedure?: InputMaybe<Scalars['ID']['input']>;
  /** Received (tiếp nhận) on this day or later. */
  receivedFrom?: InputMaybe<Scalars['Date']['input']>;
  /** Received on this day or earlier. */
  receivedTo?: InputMaybe<Scalars['Date']['input']>;
  /**
   * Part of the code, the procedure's or the applicant's name, with or without Vietnamese diacritics; at most 200 characters.
   * The applicant's name is searched only where the caller may see it.
   */
  search?: InputMaybe<Scalars['String']['input']>;
  /** In one of these statuses (trạng thái). */
  statuses?: InputMaybe<Array<DossierStatus>>;
  /** Whose current step (bước hiện tại) is one of these. */
  steps?: InputMaybe<Array<StepKind>>;
  /** Only those that nobody is assigned, or with `false` only those that somebody is. */
  withoutAssignee?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those that no division has yet, or with `false` only those that one has. */
  withoutDivision?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What the figures of `dossierReport` are grouped by. */
export type DossierGrouping =
  /** Theo ngày. */
  | 'DAY'
  /** Theo sở. */
  | 'DEPARTMENT'
  /** Theo phòng. */
  | 'DIVISION'
  /** Theo tháng. */
  | 'MONTH'
  /** Theo cán bộ thụ lý. */
  | 'OFFICER'
  /** Theo thủ tục. */
  | 'PROCEDURE'
  /** Theo trạng thái. */
  | 'STATUS'
  /** Theo tuần, from Monday. */
  | 'WEEK';

/** A time during which a dossier is on hold: the clock stands still. */
export type DossierHold = {
  __typename?: 'DossierHold';
  /** When the hold ended. Null while it lasts. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who ended it. Null while it lasts. */
  endedBy?: Maybe<Officer>;
  /** Stable id. */
  id: Scalars['ID']['output'];
  /** What it waits, or waited, for. */
  kind: HoldKind;
  /** Ghi chú: what was written when it ended. Null where nothing was. */
  note?: Maybe<Scalars['String']['output']>;
  /** Lý do, as the officer gave it. */
  reason: Scalars['String']['output'];
  /** When the hold began. */
  startedAt: Scalars['DateTime']['output'];
  /** Who put it on hold. Null for holds of before they were kept. */
  startedBy?: Maybe<Officer>;
};

/** Who holds a dossier now. */
export type DossierHolder = {
  __typename?: 'DossierHolder';
  /** What is to be done with it next. */
  heldFor: HeldFor;
  /** The officer who has it. Null where it waits for whoever of the unit does it. */
  officer?: Maybe<Officer>;
  /** Since when. */
  since: Scalars['DateTime']['output'];
  /** In which system it lies. */
  system: OfficeSystem;
  /** Đơn vị: name of the division, or of the department where it is nobody's in particular. */
  unit: Scalars['String']['output'];
};

/** Orders of a list of dossiers. The code decides between equals, so that pages never overlap. */
export type DossierOrder =
  /** Thay đổi gần nhất: last changed first. */
  | 'CHANGED_NEWEST'
  /** Ngày hẹn trả: soonest due first; those without one last. */
  | 'DUE_SOONEST'
  /** Ngày tiếp nhận: newest first. */
  | 'RECEIVED_NEWEST'
  /** Ngày tiếp nhận: oldest first. */
  | 'RECEIVED_OLDEST';

/** Báo cáo hồ sơ: figures of dossiers. Every one of them can be opened: see `DossierFilter.figure`. */
export type DossierReport = {
  __typename?: 'DossierReport';
  /** Thời điểm tính: figures of the present are as of then. */
  computedAt: Scalars['DateTime']['output'];
  /** Xuất báo cáo: addresses of the same figures as a file, a row for each group and one for the total; durations by their median. */
  export: ExportAddresses;
  /**
   * The figures of each group, by name in Vietnamese order; what belongs to none comes last. Only groups in which at least one of
   * the figures that the operation selects is above 0. Groups in time are all there, in their order, each with its own part of the
   * period. Empty where nothing was grouped by.
   */
  groups: Array<DossierReportGroup>;
  /** Kỳ báo cáo that the figures of events belong to. */
  period: ReportPeriod;
  /** Tổng số: the figures of all groups together. */
  total: DossierFigures;
};

/** Which dossiers to report on. All conditions hold together; each is the same as in `DossierFilter`. */
export type DossierReportFilter = {
  /** Assigned to the officer with this iGate account. */
  assignee?: InputMaybe<Scalars['String']['input']>;
  /** Of this department (sở): its `Department.id`. */
  department?: InputMaybe<Scalars['ID']['input']>;
  /** Of this division (phòng): its `Division.id`. */
  division?: InputMaybe<Scalars['ID']['input']>;
  /** Of this procedure (thủ tục): its `Procedure.id`. */
  procedure?: InputMaybe<Scalars['ID']['input']>;
  /** In one of these statuses (trạng thái). */
  statuses?: InputMaybe<Array<DossierStatus>>;
  /** Only those that nobody is assigned, or with `false` only those that somebody is. */
  withoutAssignee?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those that no division has yet, or with `false` only those that one has. */
  withoutDivision?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A part of a report (nhóm). */
export type DossierReportGroup = {
  __typename?: 'DossierReportGroup';
  /** The figures. Those of the present are null in groups in time. */
  figures: DossierFigures;
  /**
   * What to filter `dossiers` by to open the group: the id of a department, division or procedure, the id of an officer, a
   * status, or the first day. Null for the dossiers that no division or officer has.
   */
  key?: Maybe<Scalars['ID']['output']>;
  /** Name, such as "Phòng Bưu chính Viễn thông". Of an officer their full name; of a group in time its first day. */
  label: Scalars['String']['output'];
  /** The officer, where officers are grouped by: filter by their `account`. */
  officer?: Maybe<Officer>;
  /** Kỳ: the days of a group in time. Null for other groups. */
  period?: Maybe<ReportPeriod>;
};

/** Trạng thái hồ sơ. */
export type DossierStatus =
  /** Đã có kết quả: the result is there and waits to be returned. */
  | 'COMPLETED'
  /** Đang xử lý: a specialist has it. */
  | 'PROCESSING'
  /** Mới tiếp nhận: received, and not yet assigned. */
  | 'RECEIVED'
  /** Từ chối: the department has rejected it. */
  | 'REJECTED'
  /** Đã trả kết quả: the applicant has the result. */
  | 'RETURNED'
  /** Yêu cầu bổ sung: waits for the applicant to hand in what is missing. */
  | 'SUPPLEMENT_REQUESTED'
  /** Tạm dừng: waits for something else; nothing can be done to it. */
  | 'SUSPENDED'
  /** Đã rút: the applicant has withdrawn it. */
  | 'WITHDRAWN';

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

/** What is to be done with a dossier next. */
export type HeldFor =
  /** Duyệt: to be approved by the division head in iDesk. */
  | 'APPROVAL'
  /** Phân công: to be assigned by a division head. */
  | 'ASSIGNMENT'
  /** Soạn thảo: to be drafted and submitted by the specialist in iDesk. */
  | 'DRAFTING'
  /** Ban hành: to be issued by the clerk in iDesk. */
  | 'ISSUE'
  /** Thụ lý: with its specialist in iGate: to be sent, or to be completed with the results. */
  | 'PROCESSING'
  /** Tiếp nhận: to be forwarded by the counter. */
  | 'RECEPTION'
  /** Tiếp nhận kết quả: to be taken in by the counter. */
  | 'RESULT_INTAKE'
  /** Trả kết quả: to be returned to the applicant by the counter. */
  | 'RETURN'
  /** Ký: to be signed by the department leader in iDesk. */
  | 'SIGNATURE';

/** Input of `requestSupplement` and `suspendDossier`. */
export type HoldDossierInput = {
  /** Mã hồ sơ. */
  dossierCode: Scalars['DossierCode']['input'];
  /** Lý do: what is missing, or what it waits for; at most 2000 characters. */
  reason: Scalars['String']['input'];
};

/** Answer of `requestSupplement` and `suspendDossier`. */
export type HoldDossierPayload = {
  __typename?: 'HoldDossierPayload';
  /** The dossier, now on hold. */
  dossier: Dossier;
};

/** Kinds of hold; each is the status of the dossier while it lasts. */
export type HoldKind =
  /** Yêu cầu bổ sung: waits for the applicant. */
  | 'SUPPLEMENT_REQUESTED'
  /** Tạm dừng: waits for something else. */
  | 'SUSPENDED';

/** Where a dossier's most recent draft stands in iDesk. */
export type IdeskState =
  /** Đang soạn thảo: a draft with the specialist, for the first time or again. */
  | 'DRAFTING'
  /** Đang trình duyệt: with the division head or the department leader. */
  | 'IN_REVIEW'
  /** Đã ban hành: issued; its files can be attached as results. */
  | 'ISSUED'
  /** Chưa chuyển: never sent, or its draft was cancelled. */
  | 'NOT_SENT'
  /** Đã thu hồi: issued, then recalled; results that were attached say so in `Attachment.recalledAt`. */
  | 'RECALLED'
  /** Đang chuyển: on its way to iDesk. */
  | 'SENDING'
  /**
   * Chuyển không thành công: iDesk refused it, or was away for too long. An administrator may retry the transfer, or the
   * officer sends again.
   */
  | 'SEND_FAILED'
  /** Đã ký: signed, waiting for the clerk. */
  | 'SIGNED';

/** Input of `linkSsoAccount`. */
export type LinkSsoAccountInput = {
  /** SSO account in the form of an e-mail address, such as `hoant@stttt.binhdinh.gov.vn`. Only its form is checked. */
  ssoAccount: Scalars['String']['input'];
};

/** Answer of `linkSsoAccount`. */
export type LinkSsoAccountPayload = {
  __typename?: 'LinkSsoAccountPayload';
  /** The caller, with the account that is linked now. */
  officer: Officer;
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
   * Adds files to a dossier: components (thành phần hồ sơ) at the counter until the processing ends, processing files (tệp
   * tin xử lý) by the assignee in the step PROCESSING. Results are not added by hand: see `attachResults`.
   *
   * Errors: `NOT_FOUND`, `FORBIDDEN`, `WRONG_STEP`, `BAD_USER_INPUT` (no file, an empty one, the kind RESULT),
   * `FILE_TOO_LARGE`, `TOO_MANY_FILES`, `FILE_TYPE_NOT_ALLOWED`, `FILE_INFECTED`, `UPLOAD_INTERRUPTED`.
   */
  addAttachments?: Maybe<AddAttachmentsPayload>;
  /**
   * Phân công: gives the dossier to a specialist of the caller's own division, which from then on is in charge of it; also to
   * another one while it is being processed. For division heads, in the steps RECEPTION, ASSIGNMENT and PROCESSING. Assigning
   * it to the one who has it changes nothing.
   *
   * Errors: `NOT_FOUND`, `FORBIDDEN`, `WRONG_STEP`, `BAD_USER_INPUT` (the assignee is no specialist of the division).
   */
  assignDossier?: Maybe<AssignDossierPayload>;
  /**
   * "Lấy từ iDesk": attaches files of issued documents to the dossier as its results. Offer those of
   * `Dossier.availableResults`. For the assignee in the steps PROCESSING, RESULT_INTAKE and AWAITING_RETURN, for the counter in
   * the last two.
   *
   * Files that are attached already stay as they are; where that holds for all of them, nothing happens and the answer is the
   * transfer that attached them. Where iDesk is down the request is accepted and the transfer stays `PENDING`.
   *
   * Errors: `NOT_FOUND` (the dossier, or a file), `FORBIDDEN`, `WRONG_STEP`, `DOCUMENT_NOT_ISSUED`, `BAD_USER_INPUT` (no file,
   * or one of a document that bears another dossier's code), `IDEMPOTENCY_KEY_REUSED`.
   */
  attachResults?: Maybe<AttachResultsPayload>;
  /**
   * Ends the dossier's current step and starts the next: RECEPTION to ASSIGNMENT, RESULT_INTAKE to AWAITING_RETURN and
   * AWAITING_RETURN to RETURNED by the counter, PROCESSING to RESULT_INTAKE by the assignee. ASSIGNMENT ends by
   * `assignDossier`.
   *
   * Errors: `NOT_FOUND`, `FORBIDDEN`, `WRONG_STEP`, `BAD_USER_INPUT` (a note that is too long).
   */
  completeStep?: Maybe<CompleteStepPayload>;
  /**
   * Sets the caller's "Tài khoản liên kết cổng CBCC", or corrects it: from then on a session of that SSO account is this
   * officer. Setting the account that is set already changes nothing.
   *
   * Errors: `BAD_USER_INPUT` (not an account, or linked to another officer).
   */
  linkSsoAccount?: Maybe<LinkSsoAccountPayload>;
  /**
   * Tiếp nhận hồ sơ: takes a citizen's dossier in at the counter. It gets its code, its due time, the status RECEIVED and the
   * step RECEPTION. For one-stop officers.
   *
   * Errors: `FORBIDDEN`, `BAD_USER_INPUT` (a procedure that the department does not offer, no name, an empty file),
   * `FILE_TOO_LARGE`, `TOO_MANY_FILES`, `FILE_TYPE_NOT_ALLOWED`, `FILE_INFECTED`, `UPLOAD_INTERRUPTED`, `IDEMPOTENCY_KEY_REUSED`.
   */
  receiveDossier?: Maybe<ReceiveDossierPayload>;
  /**
   * Yêu cầu bổ sung: puts the dossier on hold until the applicant has handed in what is missing; its clock stands still, and
   * only components can be added. By the counter in RECEPTION and ASSIGNMENT, by the assignee in PROCESSING.
   *
   * Errors: `NOT_FOUND`, `FORBIDDEN`, `WRONG_STEP` (also: it is on hold already), `BAD_USER_INPUT` (no reason).
   */
  requestSupplement?: Maybe<HoldDossierPayload>;
  /**
   * Tiếp tục xử lý: ends the hold of a dossier. `Dossier.dueAt` moves by the working days that it has cost. After a supplement
   * by the counter or the assignee, after a suspension by the division head.
   *
   * Errors: `NOT_FOUND`, `FORBIDDEN`, `WRONG_STEP` (it is not on hold), `BAD_USER_INPUT` (a note that is too long).
   */
  resumeDossier?: Maybe<ResumeDossierPayload>;
  /**
   * Chuyển lại: puts a crossing that has failed back in line, where it is tried at once. For the officer who asked for it, as
   * long as they see the dossier, and for administrators. A send goes to the SSO account that the officer has linked by now.
   *
   * Errors: `NOT_FOUND`, `FORBIDDEN`, `WRONG_STEP` (it has not failed).
   */
  retryTransfer?: Maybe<RetryTransferPayload>;
  /**
   * Sends a dossier to iDesk, where it becomes a draft (dự thảo) of the caller's iDesk account. Only the code, the subject and
   * the chosen files cross; nothing about the applicant does. For the assignee, in the step PROCESSING (Thụ lý hồ sơ).
   *
   * Accepted once and delivered once, even if iDesk is down: the answer is then a transfer that is still `PENDING`. It is
   * `FAILED`, and says why, where iDesk refuses it or the dossier has ended meanwhile. Without an idempotency key, the same
   * content sent again within 10 seconds is one send.
   *
   * Errors: `NOT_FOUND`, `FORBIDDEN`, `WRONG_STEP`, `SSO_ACCOUNT_NOT_LINKED` (the caller has no linked account),
   * `BAD_USER_INPUT` (an attachment that is not the dossier's, or a result; a subject that is too long; an empty file),
   * `FILE_TOO_LARGE`, `TOO_MANY_FILES`, `FILE_TYPE_NOT_ALLOWED`, `FILE_INFECTED`, `UPLOAD_INTERRUPTED`, `IDEMPOTENCY_KEY_REUSED`.
   */
  sendToIdesk?: Maybe<SendToIdeskPayload>;
  /**
   * Sửa lịch làm việc: makes a day a holiday, a working day, or what its weekday says. The days of return of all open dossiers
   * that are due on that day or later are computed anew before it answers; those of dossiers that have ended stay as they were
   * promised. For administrators. Setting what is set already changes nothing.
   *
   * Errors: `FORBIDDEN`, `BAD_USER_INPUT` (no name or source, a kind that the weekday has anyway, a year before 2000 or after
   * 2060).
   */
  setCalendarDay?: Maybe<SetCalendarDayPayload>;
  /**
   * Signs in with the local iGate account instead of the SSO; the token it answers with serves iGate only. Needed once, to
   * link the SSO account. No token is needed to call it.
   *
   * Errors: `UNAUTHENTICATED`, the same for an unknown account and a wrong password.
   */
  signIn?: Maybe<SignInPayload>;
  /**
   * Tạm dừng: puts the dossier on hold for something else, such as another authority's opinion; its clock stands still. By the
   * division head in ASSIGNMENT and PROCESSING.
   *
   * Errors: `NOT_FOUND`, `FORBIDDEN`, `WRONG_STEP` (also: it is on hold already), `BAD_USER_INPUT` (no reason).
   */
  suspendDossier?: Maybe<HoldDossierPayload>;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationAddAttachmentsArgs = {
  input: AddAttachmentsInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationAssignDossierArgs = {
  input: AssignDossierInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationAttachResultsArgs = {
  input: AttachResultsInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationCompleteStepArgs = {
  input: CompleteStepInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationLinkSsoAccountArgs = {
  input: LinkSsoAccountInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationReceiveDossierArgs = {
  input: ReceiveDossierInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationRequestSupplementArgs = {
  input: HoldDossierInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationResumeDossierArgs = {
  input: ResumeDossierInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationRetryTransferArgs = {
  input: RetryTransferInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationSendToIdeskArgs = {
  input: SendToIdeskInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationSetCalendarDayArgs = {
  input: SetCalendarDayInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationSignInArgs = {
  input: SignInInput;
};


/**
 * What officers do. Each mutation is done whole or not at all, and leaves exactly one audit entry.
 *
 * Refusals come in this order: `NOT_FOUND` (no such thing, or the caller may not see it), `FORBIDDEN` (not the caller's role
 * or task), `VERSION_CONFLICT` (a draft has changed), `WRONG_STEP` (not now), then what is wrong with the input.
 * Where the caller signed in matters: iDesk's mutations need a session of the SSO.
 */
export type MutationSuspendDossierArgs = {
  input: HoldDossierInput;
};

/** The two systems that a dossier goes through. */
export type OfficeSystem =
  /** iDesk, the electronic office. */
  | 'IDESK'
  /** iGate, the one-stop counter. */
  | 'IGATE';

/** An officer (cán bộ) with an iGate account. Colleagues of the same department may be read; administrators read all. */
export type Officer = {
  __typename?: 'Officer';
  /** iGate account (tài khoản iGate), such as `nthoa@stttt.binhdinh.gov.vn`. Not the SSO account. */
  account: Scalars['String']['output'];
  /** The same person in iDesk. Null where no SSO account is linked, or iDesk has no such account. */
  deskUser?: Maybe<DeskUser>;
  /**
   * The division (phòng) the officer works in. Null for those who belong to the department as a whole: leaders, clerks, the
   * counter, administrators.
   */
  division?: Maybe<Division>;
  /** Họ và tên, in the Vietnamese order: family name first. */
  fullName: Scalars['String']['output'];
  /**
   * "Tài khoản liên kết cổng CBCC": the SSO account that is this officer, which is also the iDesk account, such as
   * `hoant@stttt.binhdinh.gov.vn`. Null until it is linked (`linkSsoAccount`). A typing error shows as
   * `SSO_ACCOUNT_NOT_LINKED` when the officer signs in through the SSO.
   */
  linkedSsoAccount?: Maybe<Scalars['String']['output']>;
  /** Chức vụ, such as "Chuyên viên". Null where none is recorded. */
  position?: Maybe<Scalars['String']['output']>;
  /** What the officer may do; several roles add up. In no particular order. */
  roles: Array<OfficerRole>;
};

/** Roles in iGate (vai trò). */
export type OfficerRole =
  /** Quản trị: sees transfers and the audit log, retries transfers; sees no dossier. */
  | 'ADMINISTRATOR'
  /** Văn thư: sees the department's dossiers without the applicant's data and components. */
  | 'CLERK'
  /** Lãnh đạo sở: sees the department's dossiers, with the applicant's data masked. */
  | 'DEPARTMENT_LEADER'
  /** Lãnh đạo phòng: sees the division's dossiers and those of the department that no division has yet; assigns them. */
  | 'DIVISION_HEAD'
  /** Cán bộ một cửa: sees the department's dossiers; receives, adds components, takes in results, returns them. */
  | 'ONE_STOP_OFFICER'
  /** Xem báo cáo: sees figures only, no dossier. */
  | 'REPORT_VIEWER'
  /** Chuyên viên: sees the dossiers assigned to them; processes, sends to iDesk, attaches results. */
  | 'SPECIALIST';

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

/** An administrative procedure (thủ tục hành chính, dịch vụ công) that a department offers. */
export type Procedure = {
  __typename?: 'Procedure';
  /** Mã thủ tục in the national database of procedures. */
  code: Scalars['String']['output'];
  /** Lĩnh vực, such as "Bưu chính". */
  field: Scalars['String']['output'];
  /** Stable id, for `receiveDossier` and filters. */
  id: Scalars['ID']['output'];
  /** Name in Vietnamese. A dossier that is sent to iDesk takes it as its subject where none is written. */
  name: Scalars['String']['output'];
  /** Thời hạn giải quyết, in working days of `workingCalendar`. */
  processingDays: Scalars['Int']['output'];
};

/** One step of a dossier's way (bước xử lý). */
export type ProcessingStep = {
  __typename?: 'ProcessingStep';
  /** When the step ended. Null for the step that is open. */
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Stable id. */
  id: Scalars['ID']['output'];
  /** Which step it is. */
  kind: StepKind;
  /** Ghi chú: what the officer wrote when completing or assigning. Null where nothing was written. */
  note?: Maybe<Scalars['String']['output']>;
  /** Who has the step in hand, or completed it. Null while it waits for nobody in particular. */
  officer?: Maybe<Officer>;
  /** When the dossier came into this step. */
  startedAt: Scalars['DateTime']['output'];
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
   * Nhật ký hệ thống: who did what, newest first. For administrators; `FORBIDDEN` for anybody else. The entries of one
   * dossier are at `Dossier.auditEntries` for everybody who sees it.
   */
  auditLog?: Maybe<AuditEntryConnection>;
  /** One dossier (hồ sơ) by its code. Null where there is none, and where the caller may not see it: the two look the same. */
  dossier?: Maybe<Dossier>;
  /**
   * Xuất danh sách hồ sơ: addresses of all dossiers that the caller may see and that pass the filter, as a file, however many.
   * Holds nothing of the applicants.
   *
   * Errors: `FORBIDDEN` (those who see no dossier), `BAD_USER_INPUT` (as `dossiers`; a filter that is too long for an address).
   */
  dossierExport?: Maybe<ExportAddresses>;
  /**
   * Báo cáo hồ sơ: figures of the dossiers that the caller may see, over both systems; a report viewer gets those of the whole
   * province. Counted anew at every call.
   *
   * Errors: `FORBIDDEN` (administrators), `BAD_USER_INPUT` (a period that ends before it begins or is too long, more than 400
   * groups in time).
   */
  dossierReport?: Maybe<DossierReport>;
  /**
   * The dossiers that the caller may see, a page at a time. A specialist sees those assigned to them, a division head the
   * division's, the counter, the leader and the clerk the department's; administrators and report viewers see none.
   *
   * Cursors stay right while dossiers come and go. `BAD_USER_INPUT` for a cursor of another order, or one that is forged.
   */
  dossiers?: Maybe<DossierConnection>;
  /** The signed-in officer (cán bộ) as iGate knows them. */
  me?: Maybe<Officer>;
  /**
   * Officers of the caller's department, by name in Vietnamese order; of every department for an administrator. Used to
   * choose an assignee. At most 500.
   */
  officers?: Maybe<Array<Officer>>;
  /**
   * Administrative procedures (thủ tục hành chính) that the caller's department offers, by name in Vietnamese order; of every
   * department for an administrator. At most 500.
   */
  procedures?: Maybe<Array<Procedure>>;
  /**
   * Crossings between iGate and iDesk, newest first: the caller's own and those of the dossiers that the caller sees; all of
   * them for an administrator.
   */
  transfers?: Maybe<TransferConnection>;
  /**
   * Lịch làm việc: each day of a span, and whether offices work on it. What deadlines and every duration count by. At most 400
   * days.
   *
   * Errors: `BAD_USER_INPUT` (a span that is longer, or ends before it begins).
   */
  workingCalendar?: Maybe<Array<CalendarDay>>;
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
export type QueryAuditLogArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditFilter>;
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
export type QueryDossierArgs = {
  code: Scalars['DossierCode']['input'];
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
export type QueryDossierExportArgs = {
  filter?: InputMaybe<DossierFilter>;
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
export type QueryDossierReportArgs = {
  dueWithinDays: Scalars['Int']['input'];
  filter?: InputMaybe<DossierReportFilter>;
  groupBy?: InputMaybe<DossierGrouping>;
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
export type QueryDossiersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DossierFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy: DossierOrder;
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
export type QueryOfficersArgs = {
  division?: InputMaybe<Scalars['ID']['input']>;
  role?: InputMaybe<OfficerRole>;
  search?: InputMaybe<Scalars['String']['input']>;
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
export type QueryProceduresArgs = {
  search?: InputMaybe<Scalars['String']['input']>;
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
export type QueryTransfersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TransferFilter>;
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
export type QueryWorkingCalendarArgs = {
  from: Scalars['Date']['input'];
  to: Scalars['Date']['input'];
};

/** Input of `receiveDossier`. */
export type ReceiveDossierInput = {
  /** Who hands it in. */
  applicant: ApplicantInput;
  /** Thành phần hồ sơ: what is handed in, scanned. */
  components: Array<Scalars['Upload']['input']>;
  /**
   * A key of the client's own, such as a UUID. The same request with the same key again gets the first answer and does nothing;
   * another request with it is `IDEMPOTENCY_KEY_REUSED`. Send one, so that a retry cannot receive a dossier twice.
   */
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  /** `Procedure.id` of a procedure that the caller's department offers. */
  procedure: Scalars['ID']['input'];
};

/** Answer of `receiveDossier`. */
export type ReceiveDossierPayload = {
  __typename?: 'ReceiveDossierPayload';
  /** The dossier, with the code it was given. */
  dossier: Dossier;
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

/** Input of `resumeDossier`. */
export type ResumeDossierInput = {
  /** Mã hồ sơ. */
  dossierCode: Scalars['DossierCode']['input'];
  /** Ghi chú, kept with the hold; at most 2000 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `resumeDossier`. */
export type ResumeDossierPayload = {
  __typename?: 'ResumeDossierPayload';
  /** The dossier, whose clock runs again. */
  dossier: Dossier;
};

/** Input of `retryTransfer`. */
export type RetryTransferInput = {
  /** `Transfer.id` of one that has `FAILED`. */
  transferId: Scalars['ID']['input'];
};

/** Answer of `retryTransfer`. */
export type RetryTransferPayload = {
  __typename?: 'RetryTransferPayload';
  /** The crossing, `PENDING` again or delivered by now. */
  transfer: Transfer;
};

/** Input of `sendToIdesk`. */
export type SendToIdeskInput = {
  /** `Attachment.id`s of components and processing files of this dossier. */
  attachmentIds: Array<Scalars['ID']['input']>;
  /** Mã hồ sơ. The draft bears it, and it cannot be changed there. */
  dossierCode: Scalars['DossierCode']['input'];
  /**
   * A key of the client's own, such as a UUID. The same request with the same key again gets the first answer and sends nothing;
   * another request with it is `IDEMPOTENCY_KEY_REUSED`. Send one, so that a retry cannot make two drafts.
   */
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  /** Trích yếu; at most 1000 characters. The procedure's name where left out. */
  subject?: InputMaybe<Scalars['String']['input']>;
  /** Files from the officer's own computer. They go with the draft and do not become attachments of the dossier. */
  uploads: Array<Scalars['Upload']['input']>;
};

/** Answer of `sendToIdesk`. */
export type SendToIdeskPayload = {
  __typename?: 'SendToIdeskPayload';
  /** The dossier, whose `ideskState` has changed. */
  dossier: Dossier;
  /** The crossing: `DELIVERED` as a rule, `PENDING` where iDesk has not answered yet. */
  transfer: Transfer;
};

/** Input of `setCalendarDay`. */
export type SetCalendarDayInput = {
  /** The day. */
  date: Scalars['Date']['input'];
  /** What it is to be. */
  kind: CalendarDayKind;
  /** Name in Vietnamese, at most 200 characters; needed but for ORDINARY. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Văn bản căn cứ: number and date of the decision, at most 500 characters; needed but for ORDINARY. */
  source?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `setCalendarDay`. */
export type SetCalendarDayPayload = {
  __typename?: 'SetCalendarDayPayload';
  /** The day as it is now. */
  day: CalendarDay;
  /** How many open dossiers have got another day of return. */
  movedDossiers: Scalars['Int']['output'];
};

/** Input of `signIn`. */
export type SignInInput = {
  /** iGate account, such as `nthoa@stttt.binhdinh.gov.vn`. */
  account: Scalars['String']['input'];
  /** Mật khẩu of the iGate account. */
  password: Scalars['String']['input'];
};

/** Answer of `signIn`. */
export type SignInPayload = {
  __typename?: 'SignInPayload';
  /** Bearer token for the `authorization` header. iGate accepts it; iDesk needs a session of the SSO. */
  accessToken: Scalars['String']['output'];
  /** When the token stops being accepted. */
  expiresAt: Scalars['DateTime']['output'];
  /** Who has signed in. */
  officer: Officer;
};

/** Bước xử lý: the steps of a dossier, in their order. */
export type StepKind =
  /** Phân công xử lý: waits for the division head to assign it. */
  | 'ASSIGNMENT'
  /** Chờ trả kết quả: the results wait for the applicant. */
  | 'AWAITING_RETURN'
  /** Thụ lý hồ sơ: with the assignee. The step from which a dossier is sent to iDesk. */
  | 'PROCESSING'
  /** Tiếp nhận hồ sơ: at the counter. */
  | 'RECEPTION'
  /** Tiếp nhận kết quả: the counter takes the results in. */
  | 'RESULT_INTAKE'
  /** Đã trả kết quả: the end. */
  | 'RETURNED';

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
   * Hồ sơ thay đổi: the dossier, as `Query.dossier` answers, when something of it changes in either system: its steps, files,
   * transfers, drafts and documents. Null where there is none, and where the caller may not see it: such a stream stays silent,
   * whatever happens to the dossier.
   */
  dossierChanged?: Maybe<Dossier>;
};


/**
 * Theo dõi trực tiếp: what is sent again whenever it changes, over Server-Sent Events or WebSocket (docs/recipes.md says how).
 *
 * The first answer is what is there now, and each later one the whole selection anew, from both systems, with the rights that
 * the caller has at that moment. What follows fast upon each other is sent once, as it is then; an answer that would be the
 * same is not sent. A stream ends when the token expires or the session ends: sign in again, and subscribe again. A subscription
 * holds one field.
 */
export type SubscriptionDossierChangedArgs = {
  code: Scalars['DossierCode']['input'];
};

/** Something that happened on a dossier's way through the two systems. */
export type TimelineEntry = {
  __typename?: 'TimelineEntry';
  /** When, by the clock of the system in which it happened. */
  at: Scalars['DateTime']['output'];
  /** What happened. */
  kind: TimelineKind;
  /** Who did it, as an officer of iGate. Null for what was done in iDesk. */
  officer?: Maybe<Officer>;
  /** Họ và tên of who did it, in either system. Null where results were pushed from iDesk by somebody without an iGate account. */
  officerName?: Maybe<Scalars['String']['output']>;
  /** In which system. */
  system: OfficeSystem;
};

/** What happens on a dossier's way. */
export type TimelineKind =
  /** Duyệt: the draft was approved. */
  | 'APPROVED'
  /** Phân công: assigned to a specialist. */
  | 'ASSIGNED'
  /** Gắn kết quả: results from iDesk were attached to the dossier. */
  | 'ATTACHED'
  /** Ban hành: the draft became an issued document. */
  | 'ISSUED'
  /** Thu hồi: the document was recalled. */
  | 'RECALLED'
  /** Tiếp nhận: received at the counter. */
  | 'RECEIVED'
  /** Trả lại: the draft went back to the specialist. */
  | 'RETURNED'
  /** Trả kết quả: the applicant has the result. */
  | 'RETURNED_TO_CITIZEN'
  /** Chuyển sang iDesk: sent, to become a draft. */
  | 'SENT'
  /** Ký: the draft was signed. */
  | 'SIGNED'
  /** Trình: the draft was submitted to the division head. */
  | 'SUBMITTED';

/** One crossing between iGate and iDesk, in either direction: accepted once, delivered once, visible at every moment. */
export type Transfer = {
  __typename?: 'Transfer';
  /**
   * How often delivery has really been tried since it was asked for, or put back in line. Waiting for a system that is known to
   * be down is no attempt.
   */
  attempts: Scalars['Int']['output'];
  /** When it arrived. Null until then. */
  deliveredAt?: Maybe<Scalars['DateTime']['output']>;
  /** The dossier it belongs to. Of one that the caller may not see only `code` answers; other fields are `FORBIDDEN`. */
  dossier: Dossier;
  /** The files that cross, with the SHA-256 that the receiver checks. */
  files: Array<TransferredFile>;
  /** Stable id. */
  id: Scalars['ID']['output'];
  /** What crosses, and in which direction. */
  kind: TransferKind;
  /** Why it waits or has failed, as a sentence in the caller's language. Null where nothing went wrong. */
  lastError?: Maybe<Scalars['String']['output']>;
  /** When it was accepted. */
  requestedAt: Scalars['DateTime']['output'];
  /** Who asked for it in iGate. Null for results that an officer pushed from iDesk and who has no iGate account. */
  requestedBy?: Maybe<Officer>;
  /** How far it has come. */
  state: TransferState;
  /** Trích yếu that was sent. Null for results. */
  subject?: Maybe<Scalars['String']['output']>;
};

/** A page of transfers. */
export type TransferConnection = {
  __typename?: 'TransferConnection';
  /** The transfers of this page, newest first. */
  edges: Array<TransferEdge>;
  /** Where this page lies among the others. */
  pageInfo: PageInfo;
  /** How many transfers pass the filter on all pages together. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A transfer on a page. */
export type TransferEdge = {
  __typename?: 'TransferEdge';
  /** Position of this transfer, for `after`. Opaque. */
  cursor: Scalars['String']['output'];
  /** The transfer. */
  node: Transfer;
};

/** Which transfers to list. All conditions hold together. */
export type TransferFilter = {
  /** Of this dossier. */
  dossierCode?: InputMaybe<Scalars['DossierCode']['input']>;
  /** Of one of these kinds. */
  kinds?: InputMaybe<Array<TransferKind>>;
  /** In one of these states. */
  states?: InputMaybe<Array<TransferState>>;
};

/** Kinds of crossing. */
export type TransferKind =
  /** Lấy kết quả từ iDesk: asked for in iGate. */
  | 'ATTACH_RESULTS'
  /** Chuyển kết quả đến iGate: pushed from iDesk. */
  | 'PUSH_RESULTS'
  /** Chuyển hồ sơ sang iDesk: becomes a draft there. */
  | 'SEND_TO_IDESK';

/** How far a crossing has come. */
export type TransferState =
  /** Đã chuyển: arrived, with every file checked. */
  | 'DELIVERED'
  /** Thất bại: refused by the other system, or tried for too long. */
  | 'FAILED'
  /** Đang chuyển: accepted, and being tried until it arrives. */
  | 'PENDING';

/** A file as it crosses. */
export type TransferredFile = {
  __typename?: 'TransferredFile';
  /** File name with its extension. */
  name: Scalars['String']['output'];
  /** SHA-256 of the content, as 64 hexadecimal digits. */
  sha256: Scalars['String']['output'];
  /** Size in bytes. */
  size: Scalars['Int']['output'];
};

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
  Attachment: Attachment;
  DeskUser: DeskUser;
  Dossier: Dossier;
  Officer: Officer;
  Transfer: Transfer;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Attachment:
    ( { __typename: 'Attachment' }
    & GraphQLRecursivePick<FederationTypes['Attachment'], {"id":true}> );
  DeskUser:
    ( { __typename: 'DeskUser' }
    & GraphQLRecursivePick<FederationTypes['DeskUser'], {"ssoAccount":true}> );
  Dossier:
    ( { __typename: 'Dossier' }
    & GraphQLRecursivePick<FederationTypes['Dossier'], {"code":true}> );
  Officer:
    ( { __typename: 'Officer' }
    & GraphQLRecursivePick<FederationTypes['Officer'], {"account":true}> );
  Transfer:
    ( { __typename: 'Transfer' }
    & GraphQLRecursivePick<FederationTypes['Transfer'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AddAttachmentsInput: AddAttachmentsInput;
  AddAttachmentsPayload: ResolverTypeWrapper<Omit<AddAttachmentsPayload, 'attachments' | 'dossier'> & { attachments: Array<ResolversTypes['Attachment']>, dossier: ResolversTypes['Dossier'] }>;
  Applicant: ResolverTypeWrapper<ApplicantParent>;
  ApplicantInput: ApplicantInput;
  AssignDossierInput: AssignDossierInput;
  AssignDossierPayload: ResolverTypeWrapper<Omit<AssignDossierPayload, 'dossier'> & { dossier: ResolversTypes['Dossier'] }>;
  AttachResultsInput: AttachResultsInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AttachResultsPayload: ResolverTypeWrapper<Omit<AttachResultsPayload, 'attachments' | 'dossier' | 'transfer'> & { attachments: Array<ResolversTypes['Attachment']>, dossier: ResolversTypes['Dossier'], transfer: ResolversTypes['Transfer'] }>;
  Attachment: ResolverTypeWrapper<AttachmentParent>;
  AttachmentKind: AttachmentKind;
  AuditAction: AuditAction;
  AuditEntry: ResolverTypeWrapper<AuditEntryParent>;
  AuditEntryConnection: ResolverTypeWrapper<AuditEntryConnectionParent>;
  AuditEntryEdge: ResolverTypeWrapper<Omit<AuditEntryEdge, 'node'> & { node: ResolversTypes['AuditEntry'] }>;
  AuditFilter: AuditFilter;
  AuditOutcome: AuditOutcome;
  AvailableAction: ResolverTypeWrapper<AvailableActionParent>;
  CalendarBasis: CalendarBasis;
  CalendarDay: ResolverTypeWrapper<CalendarDay>;
  CalendarDayKind: CalendarDayKind;
  CompleteStepInput: CompleteStepInput;
  CompleteStepPayload: ResolverTypeWrapper<Omit<CompleteStepPayload, 'dossier'> & { dossier: ResolversTypes['Dossier'] }>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeadlineDay: ResolverTypeWrapper<DeadlineDayParent>;
  DeadlineDayKind: DeadlineDayKind;
  Department: ResolverTypeWrapper<DepartmentParent>;
  DeskUser: ResolverTypeWrapper<DeskUserParent>;
  Division: ResolverTypeWrapper<DivisionParent>;
  DocumentFile: ResolverTypeWrapper<DocumentFile>;
  Dossier: ResolverTypeWrapper<DossierParent>;
  DossierAction: DossierAction;
  DossierCode: ResolverTypeWrapper<Scalars['DossierCode']['output']>;
  DossierConnection: ResolverTypeWrapper<DossierConnectionParent>;
  DossierDeadline: ResolverTypeWrapper<Omit<DossierDeadline, 'days'> & { days: Array<ResolversTypes['DeadlineDay']> }>;
  DossierEdge: ResolverTypeWrapper<Omit<DossierEdge, 'node'> & { node: ResolversTypes['Dossier'] }>;
  DossierFigure: DossierFigure;
  DossierFigureInput: DossierFigureInput;
  DossierFigures: ResolverTypeWrapper<DossierFigures>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  DossierFilter: DossierFilter;
  DossierGrouping: DossierGrouping;
  DossierHold: ResolverTypeWrapper<DossierHoldParent>;
  DossierHolder: ResolverTypeWrapper<HolderParent>;
  DossierOrder: DossierOrder;
  DossierReport: ResolverTypeWrapper<DossierReportParent>;
  DossierReportFilter: DossierReportFilter;
  DossierReportGroup: ResolverTypeWrapper<DossierReportGroupParent>;
  DossierStatus: DossierStatus;
  ExportAddresses: ResolverTypeWrapper<ExportAddresses>;
  HeldFor: HeldFor;
  HoldDossierInput: HoldDossierInput;
  HoldDossierPayload: ResolverTypeWrapper<Omit<HoldDossierPayload, 'dossier'> & { dossier: ResolversTypes['Dossier'] }>;
  HoldKind: HoldKind;
  IdeskState: IdeskState;
  LinkSsoAccountInput: LinkSsoAccountInput;
  LinkSsoAccountPayload: ResolverTypeWrapper<Omit<LinkSsoAccountPayload, 'officer'> & { officer: ResolversTypes['Officer'] }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OfficeSystem: OfficeSystem;
  Officer: ResolverTypeWrapper<OfficerParent>;
  OfficerRole: OfficerRole;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Procedure: ResolverTypeWrapper<ProcedureParent>;
  ProcessingStep: ResolverTypeWrapper<ProcessingStepParent>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReceiveDossierInput: ReceiveDossierInput;
  ReceiveDossierPayload: ResolverTypeWrapper<Omit<ReceiveDossierPayload, 'dossier'> & { dossier: ResolversTypes['Dossier'] }>;
  ReportPeriod: ResolverTypeWrapper<ReportPeriod>;
  ReportPeriodInput: ReportPeriodInput;
  ResumeDossierInput: ResumeDossierInput;
  ResumeDossierPayload: ResolverTypeWrapper<Omit<ResumeDossierPayload, 'dossier'> & { dossier: ResolversTypes['Dossier'] }>;
  RetryTransferInput: RetryTransferInput;
  RetryTransferPayload: ResolverTypeWrapper<Omit<RetryTransferPayload, 'transfer'> & { transfer: ResolversTypes['Transfer'] }>;
  SendToIdeskInput: SendToIdeskInput;
  SendToIdeskPayload: ResolverTypeWrapper<Omit<SendToIdeskPayload, 'dossier' | 'transfer'> & { dossier: ResolversTypes['Dossier'], transfer: ResolversTypes['Transfer'] }>;
  SetCalendarDayInput: SetCalendarDayInput;
  SetCalendarDayPayload: ResolverTypeWrapper<SetCalendarDayPayload>;
  SignInInput: SignInInput;
  SignInPayload: ResolverTypeWrapper<Omit<SignInPayload, 'officer'> & { officer: ResolversTypes['Officer'] }>;
  StepKind: StepKind;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TimelineEntry: ResolverTypeWrapper<TimelineEntryParent>;
  TimelineKind: TimelineKind;
  Transfer: ResolverTypeWrapper<TransferParent>;
  TransferConnection: ResolverTypeWrapper<TransferConnectionParent>;
  TransferEdge: ResolverTypeWrapper<Omit<TransferEdge, 'node'> & { node: ResolversTypes['Transfer'] }>;
  TransferFilter: TransferFilter;
  TransferKind: TransferKind;
  TransferState: TransferState;
  TransferredFile: ResolverTypeWrapper<TransferFileParent>;
  Upload: ResolverTypeWrapper<Scalars['Upload']['output']>;
  WorkingDayDurations: ResolverTypeWrapper<WorkingDayDurations>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AddAttachmentsInput: AddAttachmentsInput;
  AddAttachmentsPayload: Omit<AddAttachmentsPayload, 'attachments' | 'dossier'> & { attachments: Array<ResolversParentTypes['Attachment']>, dossier: ResolversParentTypes['Dossier'] };
  Applicant: ApplicantParent;
  ApplicantInput: ApplicantInput;
  AssignDossierInput: AssignDossierInput;
  AssignDossierPayload: Omit<AssignDossierPayload, 'dossier'> & { dossier: ResolversParentTypes['Dossier'] };
  AttachResultsInput: AttachResultsInput;
  ID: Scalars['ID']['output'];
  AttachResultsPayload: Omit<AttachResultsPayload, 'attachments' | 'dossier' | 'transfer'> & { attachments: Array<ResolversParentTypes['Attachment']>, dossier: ResolversParentTypes['Dossier'], transfer: ResolversParentTypes['Transfer'] };
  Attachment: AttachmentParent;
  AuditEntry: AuditEntryParent;
  AuditEntryConnection: AuditEntryConnectionParent;
  AuditEntryEdge: Omit<AuditEntryEdge, 'node'> & { node: ResolversParentTypes['AuditEntry'] };
  AuditFilter: AuditFilter;
  AvailableAction: AvailableActionParent;
  CalendarDay: CalendarDay;
  CompleteStepInput: CompleteStepInput;
  CompleteStepPayload: Omit<CompleteStepPayload, 'dossier'> & { dossier: ResolversParentTypes['Dossier'] };
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  DeadlineDay: DeadlineDayParent;
  Department: DepartmentParent;
  DeskUser: DeskUserParent;
  Division: DivisionParent;
  DocumentFile: DocumentFile;
  Dossier: DossierParent;
  DossierCode: Scalars['DossierCode']['output'];
  DossierConnection: DossierConnectionParent;
  DossierDeadline: Omit<DossierDeadline, 'days'> & { days: Array<ResolversParentTypes['DeadlineDay']> };
  DossierEdge: Omit<DossierEdge, 'node'> & { node: ResolversParentTypes['Dossier'] };
  DossierFigureInput: DossierFigureInput;
  DossierFigures: DossierFigures;
  Float: Scalars['Float']['output'];
  DossierFilter: DossierFilter;
  DossierHold: DossierHoldParent;
  DossierHolder: HolderParent;
  DossierReport: DossierReportParent;
  DossierReportFilter: DossierReportFilter;
  DossierReportGroup: DossierReportGroupParent;
  ExportAddresses: ExportAddresses;
  HoldDossierInput: HoldDossierInput;
  HoldDossierPayload: Omit<HoldDossierPayload, 'dossier'> & { dossier: ResolversParentTypes['Dossier'] };
  LinkSsoAccountInput: LinkSsoAccountInput;
  LinkSsoAccountPayload: Omit<LinkSsoAccountPayload, 'officer'> & { officer: ResolversParentTypes['Officer'] };
  Mutation: Record<PropertyKey, never>;
  Officer: OfficerParent;
  PageInfo: PageInfo;
  Procedure: ProcedureParent;
  ProcessingStep: ProcessingStepParent;
  Query: Record<PropertyKey, never>;
  ReceiveDossierInput: ReceiveDossierInput;
  ReceiveDossierPayload: Omit<ReceiveDossierPayload, 'dossier'> & { dossier: ResolversParentTypes['Dossier'] };
  ReportPeriod: ReportPeriod;
  ReportPeriodInput: ReportPeriodInput;
  ResumeDossierInput: ResumeDossierInput;
  ResumeDossierPayload: Omit<ResumeDossierPayload, 'dossier'> & { dossier: ResolversParentTypes['Dossier'] };
  RetryTransferInput: RetryTransferInput;
  RetryTransferPayload: Omit<RetryTransferPayload, 'transfer'> & { transfer: ResolversParentTypes['Transfer'] };
  SendToIdeskInput: SendToIdeskInput;
  SendToIdeskPayload: Omit<SendToIdeskPayload, 'dossier' | 'transfer'> & { dossier: ResolversParentTypes['Dossier'], transfer: ResolversParentTypes['Transfer'] };
  SetCalendarDayInput: SetCalendarDayInput;
  SetCalendarDayPayload: SetCalendarDayPayload;
  SignInInput: SignInInput;
  SignInPayload: Omit<SignInPayload, 'officer'> & { officer: ResolversParentTypes['Officer'] };
  Subscription: Record<PropertyKey, never>;
  TimelineEntry: TimelineEntryParent;
  Transfer: TransferParent;
  TransferConnection: TransferConnectionParent;
  TransferEdge: Omit<TransferEdge, 'node'> & { node: ResolversParentTypes['Transfer'] };
  TransferFilter: TransferFilter;
  TransferredFile: TransferFileParent;
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

export type AddAttachmentsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddAttachmentsPayload'] = ResolversParentTypes['AddAttachmentsPayload']> = {
  attachments?: Resolver<Array<ResolversTypes['Attachment']>, ParentType, ContextType>;
  dossier?: Resolver<ResolversTypes['Dossier'], ParentType, ContextType>;
};

export type ApplicantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Applicant'] = ResolversParentTypes['Applicant']> = {
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<ApplicantAddressArgs, 'reveal'>>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<ApplicantEmailArgs, 'reveal'>>;
  fullName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nationalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<ApplicantNationalIdArgs, 'reveal'>>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<ApplicantPhoneArgs, 'reveal'>>;
};

export type AssignDossierPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AssignDossierPayload'] = ResolversParentTypes['AssignDossierPayload']> = {
  dossier?: Resolver<ResolversTypes['Dossier'], ParentType, ContextType>;
};

export type AttachResultsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AttachResultsPayload'] = ResolversParentTypes['AttachResultsPayload']> = {
  attachments?: Resolver<Array<ResolversTypes['Attachment']>, ParentType, ContextType>;
  dossier?: Resolver<ResolversTypes['Dossier'], ParentType, ContextType>;
  transfer?: Resolver<ResolversTypes['Transfer'], ParentType, ContextType>;
};

export type AttachmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Attachment'] = ResolversParentTypes['Attachment'], FederationReferenceType extends FederationReferenceTypes['Attachment'] = FederationReferenceTypes['Attachment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Attachment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  downloadUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AttachmentKind'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  previewUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recallReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recalledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sourceFile?: Resolver<Maybe<ResolversTypes['DocumentFile']>, ParentType, ContextType>;
  step?: Resolver<Maybe<ResolversTypes['ProcessingStep']>, ParentType, ContextType>;
  uploadedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  uploadedBy?: Resolver<ResolversTypes['Officer'], ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  action?: Resolver<ResolversTypes['AuditAction'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  details?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dossierCode?: Resolver<Maybe<ResolversTypes['DossierCode']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  officer?: Resolver<Maybe<ResolversTypes['Officer']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['AuditOutcome'], ParentType, ContextType>;
};

export type AuditEntryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEntryConnection'] = ResolversParentTypes['AuditEntryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AuditEntryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AuditEntryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEntryEdge'] = ResolversParentTypes['AuditEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEntry'], ParentType, ContextType>;
};

export type AvailableActionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AvailableAction'] = ResolversParentTypes['AvailableAction']> = {
  action?: Resolver<ResolversTypes['DossierAction'], ParentType, ContextType>;
  allowed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CalendarDayResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CalendarDay'] = ResolversParentTypes['CalendarDay']> = {
  basis?: Resolver<Maybe<ResolversTypes['CalendarBasis']>, ParentType, ContextType>;
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  isWorkingDay?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CalendarDayKind'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CompleteStepPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CompleteStepPayload'] = ResolversParentTypes['CompleteStepPayload']> = {
  dossier?: Resolver<ResolversTypes['Dossier'], ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeadlineDayResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeadlineDay'] = ResolversParentTypes['DeadlineDay']> = {
  counted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DeadlineDayKind'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DepartmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Department'] = ResolversParentTypes['Department']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DeskUserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeskUser'] = ResolversParentTypes['DeskUser'], FederationReferenceType extends FederationReferenceTypes['DeskUser'] = FederationReferenceTypes['DeskUser']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['DeskUser']> | FederationReferenceType, FederationReferenceType, ContextType>;
  officer?: Resolver<Maybe<ResolversTypes['Officer']>, ParentType, ContextType>;
  ssoAccount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DivisionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Division'] = ResolversParentTypes['Division']> = {
  department?: Resolver<ResolversTypes['Department'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DocumentFileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentFile'] = ResolversParentTypes['DocumentFile']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type DossierResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Dossier'] = ResolversParentTypes['Dossier'], FederationReferenceType extends FederationReferenceTypes['Dossier'] = FederationReferenceTypes['Dossier']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Dossier']> | FederationReferenceType, FederationReferenceType, ContextType>;
  applicant?: Resolver<ResolversTypes['Applicant'], ParentType, ContextType>;
  assignee?: Resolver<Maybe<ResolversTypes['Officer']>, ParentType, ContextType>;
  attachments?: Resolver<Array<ResolversTypes['Attachment']>, ParentType, ContextType, Partial<DossierAttachmentsArgs>>;
  auditEntries?: Resolver<Array<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  availableActions?: Resolver<Array<ResolversTypes['AvailableAction']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['DossierCode'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  currentStep?: Resolver<ResolversTypes['ProcessingStep'], ParentType, ContextType>;
  deadline?: Resolver<Maybe<ResolversTypes['DossierDeadline']>, ParentType, ContextType>;
  division?: Resolver<Maybe<ResolversTypes['Division']>, ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  heldBy?: Resolver<Maybe<ResolversTypes['DossierHolder']>, ParentType, ContextType>;
  holds?: Resolver<Array<ResolversTypes['DossierHold']>, ParentType, ContextType>;
  ideskState?: Resolver<ResolversTypes['IdeskState'], ParentType, ContextType>;
  isOverdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  procedure?: Resolver<ResolversTypes['Procedure'], ParentType, ContextType>;
  procedureName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  resultFiles?: Resolver<Array<ResolversTypes['Attachment']>, ParentType, ContextType>;
  returnedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['DossierStatus'], ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['ProcessingStep']>, ParentType, ContextType>;
  timeline?: Resolver<Array<ResolversTypes['TimelineEntry']>, ParentType, ContextType>;
  transfers?: Resolver<Array<ResolversTypes['Transfer']>, ParentType, ContextType>;
};

export interface DossierCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DossierCode'], any> {
  name: 'DossierCode';
}

export type DossierConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DossierConnection'] = ResolversParentTypes['DossierConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DossierEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DossierDeadlineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DossierDeadline'] = ResolversParentTypes['DossierDeadline']> = {
  days?: Resolver<Array<ResolversTypes['DeadlineDay']>, ParentType, ContextType>;
  dueAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  processingDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  workingDaysLeft?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DossierEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DossierEdge'] = ResolversParentTypes['DossierEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Dossier'], ParentType, ContextType>;
};

export type DossierFiguresResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DossierFigures'] = ResolversParentTypes['DossierFigures']> = {
  attached?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  attachedNotReturned?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  awaitingApproval?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  awaitingIssue?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  awaitingSignature?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  carriedOver?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  completed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  completedEarly?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  completedLate?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  completedOnTime?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  drafting?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  dueSoon?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  ended?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failedTransfers?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  issueToAttach?: Resolver<ResolversTypes['WorkingDayDurations'], ParentType, ContextType>;
  issued?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  issuedNotAttached?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  onTimeRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  open?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  overdue?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  received?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  returned?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sendToIssue?: Resolver<ResolversTypes['WorkingDayDurations'], ParentType, ContextType>;
  sentToIdesk?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  signToIssue?: Resolver<ResolversTypes['WorkingDayDurations'], ParentType, ContextType>;
  stuckTransfers?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  suspended?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  waitingForSupplement?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DossierHoldResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DossierHold'] = ResolversParentTypes['DossierHold']> = {
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  endedBy?: Resolver<Maybe<ResolversTypes['Officer']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['HoldKind'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startedBy?: Resolver<Maybe<ResolversTypes['Officer']>, ParentType, ContextType>;
};

export type DossierHolderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DossierHolder'] = ResolversParentTypes['DossierHolder']> = {
  heldFor?: Resolver<ResolversTypes['HeldFor'], ParentType, ContextType>;
  officer?: Resolver<Maybe<ResolversTypes['Officer']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['OfficeSystem'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DossierReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DossierReport'] = ResolversParentTypes['DossierReport']> = {
  computedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  export?: Resolver<ResolversTypes['ExportAddresses'], ParentType, ContextType>;
  groups?: Resolver<Array<ResolversTypes['DossierReportGroup']>, ParentType, ContextType>;
  period?: Resolver<ResolversTypes['ReportPeriod'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['DossierFigures'], ParentType, ContextType>;
};

export type DossierReportGroupResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DossierReportGroup'] = ResolversParentTypes['DossierReportGroup']> = {
  figures?: Resolver<ResolversTypes['DossierFigures'], ParentType, ContextType>;
  key?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  officer?: Resolver<Maybe<ResolversTypes['Officer']>, ParentType, ContextType>;
  period?: Resolver<Maybe<ResolversTypes['ReportPeriod']>, ParentType, ContextType>;
};

export type ExportAddressesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExportAddresses'] = ResolversParentTypes['ExportAddresses']> = {
  csvUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  xlsxUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type HoldDossierPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HoldDossierPayload'] = ResolversParentTypes['HoldDossierPayload']> = {
  dossier?: Resolver<ResolversTypes['Dossier'], ParentType, ContextType>;
};

export type LinkSsoAccountPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LinkSsoAccountPayload'] = ResolversParentTypes['LinkSsoAccountPayload']> = {
  officer?: Resolver<ResolversTypes['Officer'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addAttachments?: Resolver<Maybe<ResolversTypes['AddAttachmentsPayload']>, ParentType, ContextType, RequireFields<MutationAddAttachmentsArgs, 'input'>>;
  assignDossier?: Resolver<Maybe<ResolversTypes['AssignDossierPayload']>, ParentType, ContextType, RequireFields<MutationAssignDossierArgs, 'input'>>;
  attachResults?: Resolver<Maybe<ResolversTypes['AttachResultsPayload']>, ParentType, ContextType, RequireFields<MutationAttachResultsArgs, 'input'>>;
  completeStep?: Resolver<Maybe<ResolversTypes['CompleteStepPayload']>, ParentType, ContextType, RequireFields<MutationCompleteStepArgs, 'input'>>;
  linkSsoAccount?: Resolver<Maybe<ResolversTypes['LinkSsoAccountPayload']>, ParentType, ContextType, RequireFields<MutationLinkSsoAccountArgs, 'input'>>;
  receiveDossier?: Resolver<Maybe<ResolversTypes['ReceiveDossierPayload']>, ParentType, ContextType, RequireFields<MutationReceiveDossierArgs, 'input'>>;
  requestSupplement?: Resolver<Maybe<ResolversTypes['HoldDossierPayload']>, ParentType, ContextType, RequireFields<MutationRequestSupplementArgs, 'input'>>;
  resumeDossier?: Resolver<Maybe<ResolversTypes['ResumeDossierPayload']>, ParentType, ContextType, RequireFields<MutationResumeDossierArgs, 'input'>>;
  retryTransfer?: Resolver<Maybe<ResolversTypes['RetryTransferPayload']>, ParentType, ContextType, RequireFields<MutationRetryTransferArgs, 'input'>>;
  sendToIdesk?: Resolver<Maybe<ResolversTypes['SendToIdeskPayload']>, ParentType, ContextType, RequireFields<MutationSendToIdeskArgs, 'input'>>;
  setCalendarDay?: Resolver<Maybe<ResolversTypes['SetCalendarDayPayload']>, ParentType, ContextType, RequireFields<MutationSetCalendarDayArgs, 'input'>>;
  signIn?: Resolver<Maybe<ResolversTypes['SignInPayload']>, ParentType, ContextType, RequireFields<MutationSignInArgs, 'input'>>;
  suspendDossier?: Resolver<Maybe<ResolversTypes['HoldDossierPayload']>, ParentType, ContextType, RequireFields<MutationSuspendDossierArgs, 'input'>>;
};

export type OfficerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Officer'] = ResolversParentTypes['Officer'], FederationReferenceType extends FederationReferenceTypes['Officer'] = FederationReferenceTypes['Officer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Officer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  account?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  deskUser?: Resolver<Maybe<ResolversTypes['DeskUser']>, ParentType, ContextType>;
  division?: Resolver<Maybe<ResolversTypes['Division']>, ParentType, ContextType>;
  fullName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  linkedSsoAccount?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['OfficerRole']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProcedureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Procedure'] = ResolversParentTypes['Procedure']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  processingDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProcessingStepResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProcessingStep'] = ResolversParentTypes['ProcessingStep']> = {
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['StepKind'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  officer?: Resolver<Maybe<ResolversTypes['Officer']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  auditLog?: Resolver<Maybe<ResolversTypes['AuditEntryConnection']>, ParentType, ContextType, Partial<QueryAuditLogArgs>>;
  dossier?: Resolver<Maybe<ResolversTypes['Dossier']>, ParentType, ContextType, RequireFields<QueryDossierArgs, 'code'>>;
  dossierExport?: Resolver<Maybe<ResolversTypes['ExportAddresses']>, ParentType, ContextType, Partial<QueryDossierExportArgs>>;
  dossierReport?: Resolver<Maybe<ResolversTypes['DossierReport']>, ParentType, ContextType, RequireFields<QueryDossierReportArgs, 'dueWithinDays' | 'period'>>;
  dossiers?: Resolver<Maybe<ResolversTypes['DossierConnection']>, ParentType, ContextType, RequireFields<QueryDossiersArgs, 'orderBy'>>;
  me?: Resolver<Maybe<ResolversTypes['Officer']>, ParentType, ContextType>;
  officers?: Resolver<Maybe<Array<ResolversTypes['Officer']>>, ParentType, ContextType, Partial<QueryOfficersArgs>>;
  procedures?: Resolver<Maybe<Array<ResolversTypes['Procedure']>>, ParentType, ContextType, Partial<QueryProceduresArgs>>;
  transfers?: Resolver<Maybe<ResolversTypes['TransferConnection']>, ParentType, ContextType, Partial<QueryTransfersArgs>>;
  workingCalendar?: Resolver<Maybe<Array<ResolversTypes['CalendarDay']>>, ParentType, ContextType, RequireFields<QueryWorkingCalendarArgs, 'from' | 'to'>>;
};

export type ReceiveDossierPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReceiveDossierPayload'] = ResolversParentTypes['ReceiveDossierPayload']> = {
  dossier?: Resolver<ResolversTypes['Dossier'], ParentType, ContextType>;
};

export type ReportPeriodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReportPeriod'] = ResolversParentTypes['ReportPeriod']> = {
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type ResumeDossierPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResumeDossierPayload'] = ResolversParentTypes['ResumeDossierPayload']> = {
  dossier?: Resolver<ResolversTypes['Dossier'], ParentType, ContextType>;
};

export type RetryTransferPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetryTransferPayload'] = ResolversParentTypes['RetryTransferPayload']> = {
  transfer?: Resolver<ResolversTypes['Transfer'], ParentType, ContextType>;
};

export type SendToIdeskPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SendToIdeskPayload'] = ResolversParentTypes['SendToIdeskPayload']> = {
  dossier?: Resolver<ResolversTypes['Dossier'], ParentType, ContextType>;
  transfer?: Resolver<ResolversTypes['Transfer'], ParentType, ContextType>;
};

export type SetCalendarDayPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetCalendarDayPayload'] = ResolversParentTypes['SetCalendarDayPayload']> = {
  day?: Resolver<ResolversTypes['CalendarDay'], ParentType, ContextType>;
  movedDossiers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SignInPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignInPayload'] = ResolversParentTypes['SignInPayload']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  officer?: Resolver<ResolversTypes['Officer'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  dossierChanged?: SubscriptionResolver<Maybe<ResolversTypes['Dossier']>, "dossierChanged", ParentType, ContextType, RequireFields<SubscriptionDossierChangedArgs, 'code'>>;
};

export type TimelineEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TimelineEntry'] = ResolversParentTypes['TimelineEntry']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TimelineKind'], ParentType, ContextType>;
  officer?: Resolver<Maybe<ResolversTypes['Officer']>, ParentType, ContextType>;
  officerName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  system?: Resolver<ResolversTypes['OfficeSystem'], ParentType, ContextType>;
};

export type TransferResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Transfer'] = ResolversParentTypes['Transfer'], FederationReferenceType extends FederationReferenceTypes['Transfer'] = FederationReferenceTypes['Transfer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Transfer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deliveredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  dossier?: Resolver<ResolversTypes['Dossier'], ParentType, ContextType>;
  files?: Resolver<Array<ResolversTypes['TransferredFile']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransferKind'], ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  requestedBy?: Resolver<Maybe<ResolversTypes['Officer']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['TransferState'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TransferConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TransferConnection'] = ResolversParentTypes['TransferConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TransferEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TransferEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TransferEdge'] = ResolversParentTypes['TransferEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Transfer'], ParentType, ContextType>;
};

export type TransferredFileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TransferredFile'] = ResolversParentTypes['TransferredFile']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
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
  AddAttachmentsPayload?: AddAttachmentsPayloadResolvers<ContextType>;
  Applicant?: ApplicantResolvers<ContextType>;
  AssignDossierPayload?: AssignDossierPayloadResolvers<ContextType>;
  AttachResultsPayload?: AttachResultsPayloadResolvers<ContextType>;
  Attachment?: AttachmentResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  AuditEntryConnection?: AuditEntryConnectionResolvers<ContextType>;
  AuditEntryEdge?: AuditEntryEdgeResolvers<ContextType>;
  AvailableAction?: AvailableActionResolvers<ContextType>;
  CalendarDay?: CalendarDayResolvers<ContextType>;
  CompleteStepPayload?: CompleteStepPayloadResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DeadlineDay?: DeadlineDayResolvers<ContextType>;
  Department?: DepartmentResolvers<ContextType>;
  DeskUser?: DeskUserResolvers<ContextType>;
  Division?: DivisionResolvers<ContextType>;
  DocumentFile?: DocumentFileResolvers<ContextType>;
  Dossier?: DossierResolvers<ContextType>;
  DossierCode?: GraphQLScalarType;
  DossierConnection?: DossierConnectionResolvers<ContextType>;
  DossierDeadline?: DossierDeadlineResolvers<ContextType>;
  DossierEdge?: DossierEdgeResolvers<ContextType>;
  DossierFigures?: DossierFiguresResolvers<ContextType>;
  DossierHold?: DossierHoldResolvers<ContextType>;
  DossierHolder?: DossierHolderResolvers<ContextType>;
  DossierReport?: DossierReportResolvers<ContextType>;
  DossierReportGroup?: DossierReportGroupResolvers<ContextType>;
  ExportAddresses?: ExportAddressesResolvers<ContextType>;
  HoldDossierPayload?: HoldDossierPayloadResolvers<ContextType>;
  LinkSsoAccountPayload?: LinkSsoAccountPayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Officer?: OfficerResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Procedure?: ProcedureResolvers<ContextType>;
  ProcessingStep?: ProcessingStepResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReceiveDossierPayload?: ReceiveDossierPayloadResolvers<ContextType>;
  ReportPeriod?: ReportPeriodResolvers<ContextType>;
  ResumeDossierPayload?: ResumeDossierPayloadResolvers<ContextType>;
  RetryTransferPayload?: RetryTransferPayloadResolvers<ContextType>;
  SendToIdeskPayload?: SendToIdeskPayloadResolvers<ContextType>;
  SetCalendarDayPayload?: SetCalendarDayPayloadResolvers<ContextType>;
  SignInPayload?: SignInPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TimelineEntry?: TimelineEntryResolvers<ContextType>;
  Transfer?: TransferResolvers<ContextType>;
  TransferConnection?: TransferConnectionResolvers<ContextType>;
  TransferEdge?: TransferEdgeResolvers<ContextType>;
  TransferredFile?: TransferredFileResolvers<ContextType>;
  Upload?: GraphQLScalarType;
  WorkingDayDurations?: WorkingDayDurationsResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  live?: LiveDirectiveResolver<any, any, ContextType>;
};
