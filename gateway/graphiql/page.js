import { follow } from './follow.js';
import { currentSession, finishSignIn, signIn, signOut } from './sign-in.js';

const { React, ReactDOM, GraphiQL } = globalThis;

const message = document.querySelector('#message');
const account = document.querySelector('#account');
const signInButton = document.querySelector('#sign-in');
const signOutButton = document.querySelector('#sign-out');

const settings = await (await fetch('/graphiql/settings.json')).json();

function say(text, error) {
  message.textContent = text;
  if (error) console.error(error);
}

function showSession() {
  const session = currentSession();
  account.hidden = session === null;
  account.textContent = session ? [session.name, session.account].filter(Boolean).join(' · ') : '';
  signInButton.hidden = session !== null || settings.issuer === null;
  signOutButton.hidden = session === null;
  return session;
}

signInButton.addEventListener('click', () => {
  signIn(settings).catch((error) => say('Chưa kết nối được với SSO. Hãy thử lại sau ít phút.', error));
});
signOutButton.addEventListener('click', () => {
  signOut(settings).catch((error) => {
    showSession();
    say('Đã đăng xuất ở trang này, nhưng chưa kết nối được với SSO.', error);
  });
});

try {
  await finishSignIn(settings);
} catch (error) {
  say('Đăng nhập chưa thành công. Hãy bấm “Đăng nhập SSO” để thử lại.', error);
}
const session = showSession();
if (session) {
  const left = session.expiresAt - Date.now();
  setTimeout(() => {
    showSession();
    say('Phiên đăng nhập đã hết hạn. Hãy đăng nhập lại.');
  }, left);
}

/** Asks with whatever token is valid now; without one the gateway answers what needs none. */
function fetcher({ operationName, ...parameters }, options) {
  const signedIn = currentSession();
  // Just after a change of tabs, GraphiQL may still name the operation of the other one.
  if (operationName && parameters.query.includes(operationName)) parameters.operationName = operationName;
  const follows = isSubscription(parameters);
  const request = {
    method: 'POST',
    headers: {
      accept: follows ? 'text/event-stream' : 'application/graphql-response+json, application/json',
      'content-type': 'application/json',
      ...(signedIn && { authorization: `Bearer ${signedIn.token}` }),
      ...options?.headers,
    },
    body: JSON.stringify(parameters),
  };
  return follows ? follow(request) : fetch('/graphql', request).then((response) => response.json());
}

/** By the text: what GraphiQL has parsed may be the one before the last change. */
function isSubscription({ query, operationName }) {
  const code = query.replaceAll(/#.*/g, '').replaceAll(/"(?:\\.|[^"\\])*"/g, '');
  const names = [...code.matchAll(/(?:^|\})\s*subscription\b\s*(\w*)/g)].map(([, name]) => name);
  return operationName ? names.includes(operationName) : names.length > 0;
}

const tabs = settings.examples.map(({ query, variables }) => ({
  query,
  variables: variables === undefined ? undefined : JSON.stringify(variables, null, 2),
}));

ReactDOM.createRoot(document.querySelector('#graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultTabs: tabs.length > 0 ? tabs : undefined,
    // Lets a tab keep an `Authorization` header of its own for this visit, but never on disk.
    shouldPersistHeaders: false,
  }),
);
