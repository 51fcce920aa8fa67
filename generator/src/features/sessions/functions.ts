/** The functions of `src/session.ts`. They are listed apart from their code, which loads slowly. */
export const FUNCTIONS = ["openSession", "readSessionToken", "sessionKey"] as const;
