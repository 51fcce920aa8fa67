import { connection } from "next/server";
import type { ReactNode } from "react";
import { copilot } from "../copilot";

export default async function Page(): Promise<ReactNode> {
  // Rendered for each request. Without this, `next build` would render it once, and call the API.
  await connection();
  const { data } = await copilot.clients.list({ limit: 10 });
  return (
    <ul>
      {data?.map(({ id, givenName, familyName }) => (
        <li key={id}>
          {givenName} {familyName}
        </li>
      ))}
    </ul>
  );
}
