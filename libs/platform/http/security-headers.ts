/**
 * What every answer tells a browser (OWASP REST Security Cheat Sheet): no page of another site may read or frame it, it runs nothing, and nobody guesses
 * what it is. Strict-Transport-Security is said by what ends TLS (RFC 6797, 7.2); without an Access-Control-Allow-Origin no other origin reads anything.
 */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};
