import type { Answer } from "../answer.ts";

/** The page of a proxy between the caller and the service. */
export const htmlPage = (status: number): Answer => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: `<!DOCTYPE html><html><head><title>Proxy</title></head><body><h1>${status}</h1><p>The page cannot be displayed.</p></body></html>`,
});
