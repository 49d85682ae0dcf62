import { ServiceUnavailableError } from "../../errors.ts";

/** How the runtime says that it does not trust a certificate: in codes, and in words where a library lost the code. */
const UNTRUSTED =
  /SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_HAS_EXPIRED|ERR_TLS_CERT_ALTNAME_INVALID|self-signed certificate|unable to get local issuer|unable to verify the first certificate|certificate has expired|does not match certificate's altnames/;

/**
 * Explains a certificate that the runtime does not trust; undefined for other trouble. Trying again would not help.
 *
 * @see https://nodejs.org/api/cli.html#node_extra_ca_certsfile
 * @param said code or words of the error
 */
export function explainUntrustedCertificate(
  said: string,
  host: string,
  cause: unknown,
): ServiceUnavailableError | undefined {
  const trouble = UNTRUSTED.exec(said)?.[0];
  if (trouble === undefined) return undefined;
  return new ServiceUnavailableError(
    `the certificate that came for \`${host}\` is not trusted (${trouble}); nothing was sent there`,
    {
      hint: "a network that opens https signs with an authority of its own: name its certificate in NODE_EXTRA_CA_CERTS; otherwise somebody may be listening",
      cause,
    },
  );
}
