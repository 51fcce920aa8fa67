/** The tools of a new repository, in the versions that this generator is tested with. */
export const TOOLS = {
  "@changesets/cli": "3.0.3",
  "@types/node": "24.19.2",
  pnpm: "12.21.0",
  rolldown: "1.2.19",
  turbo: "2.11.11",
  typescript: "7.0.2",
  vitest: "5.1.1",
} as const;
