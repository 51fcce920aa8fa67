// Explanations of registry errors, with what to do.

import { ReleaseError } from "./release-error.mjs";

const RESUME = "Then run the same command again: it publishes only the missing packages.";

/** From specific to general. The first pattern that matches the message explains it. */
const problems = [
  {
    pattern: /error sending request|network_error.*error sending|ECONN|ENOTFOUND|timed? ?out/i,
    message: ({ registry }) => `The registry is unreachable: ${registry}`,
    advice: () => `Check that it is running and the URL is correct. ${RESUME}`,
  },
  {
    pattern: /\bOTP\b|one-time/i,
    message: ({ name }) => `The registry asks for a one-time password to publish ${name}`,
    advice: () => "Run the command again with --otp and the code.",
  },
  {
    pattern: /\b401\b/,
    message: ({ registry }) => `Not logged in at ${registry}`,
    advice: ({ registry }) =>
      `Run \`npm login --registry ${registry}\`, or set a valid token in the environment variable NPM_TOKEN; the current one may have expired. ${RESUME}`,
  },
  {
    pattern: /\b403\b/,
    message: ({ name, registry }) => `The registry denies ${name ?? "access"} (403): ${registry}`,
    advice: () =>
      `The user must be allowed to publish this package: as a member of its organisation, with a token that has write access. ${RESUME}`,
  },
  {
    pattern: /(?:)/,
    message: ({ name, registry }) => `The registry rejected ${name ?? "the request"}: ${registry}`,
    advice: () => `Fix the problem that it reports above. ${RESUME}`,
  },
];

/**
 * @param {string} said The output of pnpm about the failure.
 * @param {{ name?: string, registry: string }} facts
 */
export function explain(said, facts) {
  const problem = problems.find(({ pattern }) => pattern.test(said));
  const details = said === "401" ? "" : said;
  return new ReleaseError(problem.message(facts), problem.advice(facts), details);
}
