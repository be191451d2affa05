/** The token is missing, or is not one of ours. HTTP 401 with WWW-Authenticate. */
export class Unauthenticated extends Error {
  constructor(
    readonly code: 'token-missing' | 'token-invalid',
    message: string,
  ) {
    super(message);
  }
}
