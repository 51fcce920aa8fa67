// Explanations of registry errors, with what to do.

import { ReleaseError } from "./release-error.mjs";

const RESUME = "Then run the same command again: what is in the registry stays as it is, the rest follows.";

/** From specific to general. The first pattern that matches the message explains it. */
const problems = [
  {
    pattern: /error sending request|network_error.*error sending|ECONN|ENOTFOUND|timed? ?out/i,
    message: ({ registry }) => `The registry cannot be reached: ${registry}`,
    advice: () => `Look whether it runs and the address is right. ${RESUME}`,
  },
  {
    pattern: /\bOTP\b|one-time/i,
    message: ({ name }) => `The registry asks for a one-time password to publish ${name}`,
    advice: () => "Run the command again with --otp and the code.",
  },
  {
    pattern: /\b401\b/,
    message: ({ registry }) => `Nobody is logged in at ${registry}`,
    advice: ({ registry }) =>
      `\`npm login --registry ${registry}\`, or a token in the environment variable NPM_TOKEN; a token that expired counts as none. ${RESUME}`,
  },
  {
    pattern: /\b403\b/,
    message: ({ name, registry }) => `The registry refuses ${name ?? "access"} (403): ${registry}`,
    advice: () =>
      `Whoever is logged in must be allowed to publish this package: a member of its organisation, a token that may write. ${RESUME}`,
  },
  {
    pattern: /(?:)/,
    message: ({ name, registry }) => `The registry did not take ${name ?? "the request"}: ${registry}`,
    advice: () => `Mend what it says above. ${RESUME}`,
  },
];

/**
 * @param {string} said What pnpm told of the refusal.
 * @param {{ name?: string, registry: string }} facts
 */
export function explain(said, facts) {
  const problem = problems.find(({ pattern }) => pattern.test(said));
  const details = said === "401" ? "" : said;
  return new ReleaseError(problem.message(facts), problem.advice(facts), details);
}
