/** The body of an answer; where it broke off, as far as it came, with what broke it. */
export interface ReadBytes {
  readonly bytes: Buffer;
  readonly failure: { readonly cause: unknown } | undefined;
}

/** Reads the whole body of an answer, which nobody else can then read. */
export async function readBytes(response: Response): Promise<ReadBytes> {
  const chunks: Uint8Array[] = [];
  try {
    const body: AsyncIterable<Uint8Array> | null = response.body;
    if (body !== null) for await (const chunk of body) chunks.push(chunk);
    return { bytes: Buffer.concat(chunks), failure: undefined };
  } catch (cause) {
    return { bytes: Buffer.concat(chunks), failure: { cause } };
  }
}

/** Makes the answer again from what was read of it: the same head, the same bytes, the same failure. */
export function replay(response: Response, { bytes, failure }: ReadBytes): Response {
  const { status, statusText, headers } = response;
  const head = { status, statusText, headers };
  if (failure === undefined) return new Response(bytes.length === 0 ? null : bytes, head);
  const broken = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.error(failure.cause),
  });
  return new Response(broken, head);
}
