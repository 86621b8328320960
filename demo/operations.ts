/** An operation that can be run as it stands against the demo data. */
export interface DemoOperation {
  /** The demo account that runs it; null for nobody. */
  readonly account: string | null;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** The journey of a dossier, in the order in which one would try it; GraphiQL opens with these as tabs. */
export const demoOperations: readonly DemoOperation[] = [
  {
    account: 'hoant',
    query: `# Hồ sơ đang thụ lý của tôi. Đăng nhập: hoant / lienthong-demo
query MyDossiers {
  me {
    fullName
    linkedSsoAccount
    deskUser { fullName unit roles }
  }
  dossiers(filter: { statuses: [PROCESSING] }, first: 10) {
    totalCount
    edges {
      node {
        code
        procedureName
        dueAt
        isOverdue
        ideskState
        attachments(kinds: [COMPONENT]) { id name size previewUrl }
        availableActions { action allowed reason }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
  },
  {
    account: 'motcua',
    query: `# Thủ tục mà một cửa của sở tiếp nhận. Đăng nhập: motcua
query Procedures {
  procedures(search: "buu chinh") { id code name field processingDays }
}
`,
  },
  {
    account: 'motcua',
    query: `# Một cửa tiếp nhận hồ sơ; lấy mã thủ tục ở truy vấn Procedures. Đăng nhập: motcua
mutation Receive($procedure: ID!) {
  receiveDossier(input: { procedure: $procedure, applicant: { fullName: "Trần Văn Bình" } }) {
    dossier { code status dueAt currentStep { kind } }
  }
}
`,
    variables: { procedure: '' },
  },
  {
    account: 'truongphong',
    query: `# Trưởng phòng phân công. Đăng nhập: truongphong
mutation Assign($code: DossierCode!) {
  assignDossier(input: { dossierCode: $code, assignee: "nthoa@stttt.binhdinh.gov.vn" }) {
    dossier { code status assignee { fullName } currentStep { kind } }
  }
}
`,
    variables: { code: '' },
  },
  {
    account: 'hoant',
    query: `# Chuyên viên chuyển hồ sơ sang iDesk thành dự thảo. Đăng nhập: hoant
mutation Send($code: DossierCode!) {
  sendToIdesk(input: { dossierCode: $code }) {
    transfer { id state lastError draft { id subject state version } }
    dossier { ideskState }
  }
}
`,
    variables: { code: '' },
  },
  {
    account: 'hoant',
    query: `# Chuyên viên trình dự thảo. Đăng nhập: hoant
mutation Submit($draft: ID!, $version: Int!) {
  submitDraft(input: { draftId: $draft, version: $version }) { draft { state version } }
}
`,
    variables: { draft: '', version: 1 },
  },
  {
    account: 'lanhdao',
    query: `# Lãnh đạo: những gì chờ tôi ký. Đăng nhập: lanhdao
query Inbox {
  me {
    deskUser {
      counters { awaitingApproval awaitingSignature awaitingIssue overdue dueToday }
      awaitingMe(first: 20) {
        edges { node { id subject version dueAt dossier { code isOverdue heldBy { unit since } } files { name previewUrl } } }
      }
    }
  }
}
`,
  },
  {
    account: 'vanthu',
    query: `# Văn thư ban hành: số, ký hiệu, ngày. Đăng nhập: vanthu
mutation Issue($draft: ID!, $version: Int!) {
  issueDocument(input: { draftId: $draft, version: $version }) {
    document { id number symbol issuedAt dossierCode files { id name } }
  }
}
`,
    variables: { draft: '', version: 4 },
  },
  {
    account: 'hoant',
    query: `# Lấy kết quả từ iDesk về hồ sơ. Đăng nhập: hoant
query Results($code: DossierCode!) {
  dossier(code: $code) {
    availableResults { id name size previewUrl document { ... on IssuedDocument { symbol issuedAt } } }
    resultFiles { name sourceFile { id } }
  }
}
`,
    variables: { code: '' },
  },
  {
    account: 'hoant',
    query: `# Gắn tệp đã chọn làm kết quả. Đăng nhập: hoant
mutation Attach($code: DossierCode!, $files: [ID!]!) {
  attachResults(input: { dossierCode: $code, fileIds: $files }) {
    transfer { state lastError }
    attachments { name downloadUrl sourceFile { id } }
  }
}
`,
    variables: { code: '', files: [] },
  },
  {
    account: 'hoant',
    query: `# Bảng theo dõi: hồ sơ và văn bản trong một truy vấn. Đăng nhập: hoant
query Dashboard($first: Int!, $after: String) {
  dossiers(first: $first, after: $after) {
    totalCount
    edges {
      node {
        code
        procedureName
        status
        dueAt
        isOverdue
        steps { kind startedAt officer { fullName } }
        issuedDocuments { number symbol issuedAt files { name size } }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
    variables: { first: 50 },
  },
];
