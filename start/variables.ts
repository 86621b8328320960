/**
 * Every environment variable that any process reads, in one list: what it means, what it is when left out, and in
 * which processes production demands it. `README.md` shows this list; a test keeps the two equal.
 */
export const variables = {
  HOST: { default: '127.0.0.1', meaning: 'Address to listen on' },
  PORT: { default: '4000', meaning: 'Port to listen on' },
  DATA_DIR: { default: '.data', meaning: 'Folder of the embedded PostgreSQL, of files and of development secrets' },
  PUBLIC_URL: { default: 'http://HOST:PORT', meaning: 'Address under which browsers reach the gateway' },
  NODE_ENV: { default: 'development', meaning: '`production` refuses everything that is for development only' },
  LOG_LEVEL: { default: 'info', meaning: '`trace` `debug` `info` `warn` `error` `fatal` `silent`' },
  LOG_FILE: {
    default: 'standard output',
    meaning: 'File that the log is appended to; `lienthong.log` in DATA_DIR where `npm start` runs in development',
  },
  TRUST_PROXY: {
    default: '',
    meaning: 'Addresses or networks of reverse proxies in front of the gateway, whose `X-Forwarded-For` is believed',
  },
  DEMO_DOSSIERS: { default: '2000', meaning: 'Demo dossiers put into empty databases; never any in production' },
  IGATE_DATABASE_URL: { default: 'embedded', meaning: "iGate's PostgreSQL, `postgres://user:password@host/igate`" },
  IDESK_DATABASE_URL: { default: 'embedded', meaning: "iDesk's PostgreSQL, `postgres://user:password@host/idesk`" },
  IGATE_DATABASE_OWNER_URL: {
    default: "IGATE_DATABASE_URL's role",
    meaning: "Role that owns iGate's tables, for migrations; the other one then cannot touch the audit log",
  },
  IDESK_DATABASE_OWNER_URL: {
    default: "IDESK_DATABASE_URL's role",
    meaning: "Role that owns iDesk's tables, for migrations; the other one then cannot touch the audit log",
  },
  DATABASE_POOL_SIZE: {
    default: '10',
    meaning:
      'Connections that each subgraph opens to its database at most for reading by keys, and as many again for all else',
  },
  IGATE_URL: {
    default: 'same process',
    meaning: "iGate's private address, for gateway and iDesk in their own processes",
  },
  IDESK_URL: {
    default: 'same process',
    meaning: "iDesk's private address, for gateway and iGate in their own processes",
  },
  SSO_ISSUER: { default: 'embedded', meaning: "The province's OpenID Connect issuer" },
  SSO_AUDIENCE: { default: 'lienthong', meaning: "Audience that an officer's access token must name" },
  SSO_SERVICE_AUDIENCE: { default: 'lienthong-peers', meaning: 'Audience that a service token must name' },
  SSO_ACCOUNT_CLAIM: { default: 'preferred_username', meaning: 'Claim that holds the SSO account' },
  SSO_ALGORITHMS: { default: 'RS256,ES256,PS256,EdDSA', meaning: 'Signature algorithms that are accepted' },
  SSO_TOKEN_TYPE: {
    default: 'at+jwt',
    meaning: '`any` also takes access tokens whose header names no type (Keycloak, ADFS)',
  },
  SSO_GRAPHIQL_CLIENT: { default: 'lienthong-graphiql', meaning: 'Public OIDC client with which GraphiQL signs in' },
  SSO_LOGOUT_CLIENTS: {
    default: 'lienthong-graphiql,lienthong-cli',
    meaning: 'OIDC clients whose back-channel logouts (`POST /backchannel-logout`) end sessions here',
  },
  IGATE_CLIENT_SECRET: { default: 'generated', meaning: "Secret of iGate's service account, client `igate`" },
  IDESK_CLIENT_SECRET: { default: 'generated', meaning: "Secret of iDesk's service account, client `idesk`" },
  GATEWAY_CLIENT_SECRET: {
    default: 'generated',
    meaning: "Secret of the gateway's service account, client `gateway`, where it runs in a process of its own",
  },
  FILE_ADDRESS_SECRET: { default: 'generated', meaning: 'Secret that signs file addresses, at least 32 characters' },
  FILE_ADDRESS_SECONDS: { default: '300', meaning: 'How long a file address works' },
  FILE_GRACE_SECONDS: {
    default: '86400',
    meaning:
      'How long bytes stay in a store that an interrupted request left there; longer than any upload or delivery takes',
  },
  FILES_S3_ENDPOINT: { default: 'folder in DATA_DIR', meaning: 'S3 server that keeps the files' },
  FILES_S3_REGION: { default: 'us-east-1', meaning: 'Its region' },
  FILES_S3_ACCESS_KEY_ID: { default: '', meaning: 'Its access key' },
  FILES_S3_SECRET_ACCESS_KEY: { default: '', meaning: 'Its secret key' },
  IGATE_FILES_BUCKET: { default: 'igate', meaning: "Bucket of iGate's files" },
  IDESK_FILES_BUCKET: { default: 'idesk', meaning: "Bucket of iDesk's files" },
  CLAMD_URL: {
    default: '',
    meaning:
      'ClamAV daemon that looks into every file, `tcp://host:3310` or `unix:/path`; files are not scanned where left out',
  },
  MAX_FILE_BYTES: { default: '104857600', meaning: 'Largest file that may be uploaded' },
  MAX_FILES: { default: '20', meaning: 'Most files in one request' },
  GATEWAY_THREADS: {
    default: 'one a processor, at most 4',
    meaning:
      'Threads of a gateway in a process of its own, which share its port and its limits, each with 150 MB; on Linux (elsewhere it has one)',
  },
  INTROSPECTION: {
    default: 'on; off in production',
    meaning: '`off` hides the schema: no introspection, no guesses in errors; production shows no GraphiQL either way',
  },
  MAX_BODY_BYTES: { default: '1048576', meaning: 'Longest query with its variables, without files' },
  MAX_QUERY_TOKENS: { default: '5000', meaning: 'Longest document, in tokens of GraphQL' },
  MAX_QUERY_DEPTH: { default: '20', meaning: 'Deepest field of an operation' },
  MAX_QUERY_FIELDS: {
    default: '500',
    meaning: 'Most fields of an operation, with those of fragments wherever they are spread',
  },
  MAX_QUERY_ROOT_FIELDS: { default: '30', meaning: 'Most fields at the root of an operation' },
  MAX_QUERY_ALIASES: { default: '100', meaning: 'Most aliases of an operation' },
  MAX_QUERY_DIRECTIVES: { default: '50', meaning: 'Most directives of an operation' },
  MAX_QUERY_COST: {
    default: '50000',
    meaning:
      'Most that an operation may cost by `@cost` and `@listSize`: a page of 500 dossiers with everything in them',
  },
  RATE_LIMIT_OFFICER: {
    default: 'none; 600000 in production',
    meaning: 'Cost that one account may ask for a minute, a burst of a whole minute included; `none` for no limit',
  },
  RATE_LIMIT_ADDRESS: {
    default: 'none; 6000000 in production',
    meaning: 'The same for everybody behind one address together',
  },
  RATE_LIMIT_REDIS_URL: {
    default: 'this process',
    meaning: 'Redis or Valkey in which several gateway processes count together, `redis://user:password@host`',
  },
  MAX_STREAMS: {
    default: '10000',
    meaning: 'Most connections that carry subscriptions at once, to one gateway process',
  },
  MAX_STREAMS_ADDRESS: {
    default: '2000',
    meaning: 'The same for everybody behind one address together',
  },
  MAX_STREAMS_OFFICER: {
    default: '50',
    meaning: 'Most subscriptions that one account may have at once',
  },
  PERSISTED_OPERATIONS: {
    default: 'none',
    meaning: 'File of registered operations: an Apollo persisted query manifest, or a JSON object of texts by id',
  },
  PERSISTED_OPERATIONS_MODE: {
    default: 'off',
    meaning:
      'What happens to an operation that is not registered: it runs (`off`), the log names it (`log`), it is refused (`enforce`)',
  },
  CORS_ORIGINS: {
    default: 'none',
    meaning: 'Origins whose pages may use the gateway beside that of PUBLIC_URL, joined by commas',
  },
  SUBGRAPH_TIMEOUT_MS: { default: '30000', meaning: 'How long the gateway waits for a subgraph' },
  TRANSFER_ATTEMPTS: {
    default: '100',
    meaning:
      'Attempts to deliver a crossing before it is FAILED: about a day of errors; time in which the receiver is down costs none',
  },
  TRANSFER_RETRY_SECONDS: {
    default: '1',
    meaning: 'Wait before the second attempt; doubles from then on, with jitter',
  },
  TRANSFER_RETRY_MAX_SECONDS: {
    default: '900',
    meaning: 'Longest wait between two attempts; a receiver that was down is noticed within seconds of its return',
  },
} as const satisfies Record<string, { default: string; meaning: string }>;

export type Variable = keyof typeof variables;
