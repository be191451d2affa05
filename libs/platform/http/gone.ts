/** It was there and will not be again: begin anew. HTTP 410. */
export class Gone extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
