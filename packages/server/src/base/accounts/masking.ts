/** 138****1234: the first three and the last four digits; a short number keeps its last two. */
export function maskPhone(phone: string): string {
  return phone.length >= 11
    ? `${phone.slice(0, -8)}****${phone.slice(-4)}`
    : `${'*'.repeat(Math.max(phone.length - 2, 0))}${phone.slice(-2)}`;
}

/** z***@example.com: the first letter and where the mailbox is. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}***${email.slice(at)}`;
}

/** 张*: the family name, one sign for each further character. */
export function maskName(name: string): string {
  const [first = '', ...rest] = name;
  return `${first}${'*'.repeat(rest.length)}`;
}

/** The first three and the last four characters of an identity number. */
export function maskIdentity(identity: string): string {
  return identity.length < 8
    ? '*'.repeat(identity.length)
    : `${identity.slice(0, 3)}${'*'.repeat(identity.length - 7)}${identity.slice(-4)}`;
}
