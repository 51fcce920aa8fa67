/**
 * Responds to requests that snippets send to other hosts than the mock: storage, token endpoints, and the made-up APIs of the runtime's
 * examples. Nothing leaves the machine.
 */
export function respondElsewhere(url: string, method: string): Response {
  const { pathname } = new URL(url);
  if (method === "PUT") return new Response(null, { status: 200 });
  if (/token$/.test(pathname)) {
    return Response.json({ access_token: "test", token_type: "bearer", expires_in: 3600 });
  }
  if (/events$/.test(pathname)) {
    const event = JSON.stringify({ id: "1", kind: "paid", percent: 100, text: "Hello", isLast: true });
    return new Response(`data: ${event}\n\n`, { headers: { "content-type": "text/event-stream" } });
  }
  if (/\.pdf$/.test(pathname)) return new Response("content", { headers: { "content-length": "7" } });
  return Response.json({
    id: "42",
    name: "Ada",
    ok: true,
    status: "completed",
    uploadUrl: "https://storage.example/42",
    data: [{ id: "1" }],
    parcels: [],
  });
}
