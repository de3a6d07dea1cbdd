import type { FastifyReply } from 'fastify';

/** A page of ours: no script, no outside resource, only the one style element with this nonce. */
export const securePage = (reply: FastifyReply, nonce: string, { form = false }: { readonly form?: boolean } = {}): FastifyReply =>
  reply
    .header('content-security-policy', `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; base-uri 'none'; form-action ${form ? "'self'" : "'none'"}; frame-ancestors 'none'`)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8');
