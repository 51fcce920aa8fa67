import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type NamedOperation, type Naming, nameCalls } from "../../src/names/calls/index.ts";

/** Operations from lines: method, path, response, id. A dash is nothing. */
function operations(lines: string, tag?: string): readonly NamedOperation[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const [method = "", path = "", answer, operationId] = line.trim().split(/\s+/);
      return {
        method,
        path,
        tags: tag === undefined ? [] : [tag],
        ...((answer === "list" || answer === "item" || answer === "other") && { answer }),
        ...(operationId !== undefined && { operationId }),
      };
    });
}

function callsOf(all: readonly NamedOperation[], naming?: Naming): readonly string[] {
  const { names } = nameCalls(all, naming === undefined ? {} : { naming });
  return names.map(({ resource, method }) => [...resource, method].join("."));
}

/** The name of one operation alone. */
function callOf(line: string, naming: Naming = "paths"): string {
  return callsOf(operations(line), naming)[0] ?? "";
}

describe("names from tags and whole ids", () => {
  test.each([
    ["GET /v1/orders list listOrders", "orders", "orders.listOrders"],
    ["GET /v1/orders list orders_list", "orders", "orders.list"],
    ["GET /v1/orders list ordersListAll", "Orders", "orders.listAll"],
    ["GET /v1/orders list orders", "Orders", "orders.orders"],
    ["GET /v1/orders list getV1Orders", "Sales Orders", "salesOrders.getV1Orders"],
    ["GET /v1/orders list find_orders_v1_orders_get", "Sales", "sales.findOrders"],
    ["POST /v1/orders/{id}/refunds item refund", "portal.orders", "portal.orders.refund"],
    ["POST /v1/orders item", "sales", "sales.createOrders"],
    ["GET /v1/orders list allOrders", undefined, "orders.allOrders"],
    ["GET /v1/orders list", undefined, "orders.list"],
  ])("%s of the tag %s is %s", (line, tag, call) => {
    expect(callsOf(operations(line, tag), "tagged-ids")).toEqual([call]);
  });
});

describe("names from paths", () => {
  test.each([
    // Collections and items.
    ["GET /orders list", "orders.list"],
    ["POST /orders item", "orders.create"],
    ["GET /orders/{id} item", "orders.retrieve"],
    ["PATCH /orders/{id} item", "orders.update"],
    ["PUT /orders/{id} item", "orders.update"],
    ["POST /orders/{id} item", "orders.update"],
    ["DELETE /orders/{id} other", "orders.delete"],
    ["GET /shops/{shop_id}/orders list", "shops.orders.list"],
    // The response tells a list from a single thing.
    ["GET /me item", "me.retrieve"],
    ["GET /settings item", "settings.retrieve"],
    ["PUT /settings item", "settings.update"],
    ["GET /history list", "history.list"],
    ["GET /orders -", "orders.list"],
    ["GET /order -", "order.retrieve"],
    // Actions.
    ["POST /orders/{id}/cancel item", "orders.cancel"],
    ["PUT /keys/{id}/regenerate item", "keys.regenerate"],
    ["POST /orders/bulk-delete item", "orders.bulkDelete"],
    ["POST /orders/{id}/addLines item", "orders.addLines"],
    ["POST /orders/{id}/cancel_order item", "orders.cancel"],
    ["POST /orders/{id}/frobnicate item", "orders.frobnicate"],
    ["GET /orders/search list", "orders.search"],
    ["POST /orders/{id}/refund item", "orders.refund"],
    ["POST /orders/prefetch item", "orders.prefetch"],
    ["POST /auth/password/signin item", "auth.password.signin"],
    ["POST /files/presign item", "files.presign"],
    ["POST /calls/{id}/actions/bridge item", "calls.actions.bridge"],
    ["POST /cards/actions/set_public_names item", "cards.actions.setPublicNames"],
    ["POST /login_links item", "loginLinks.create"],
    ["POST /orders/{id}/login_links item", "orders.loginLinks.create"],
    ["POST /v1/orders:import item", "orders.import"],
    ["POST /v1/orders/{id}:cancel item", "orders.cancel"],
    ["POST /auth/forgot-password other", "auth.forgotPassword"],
    // A verb before what it is done to.
    ["PUT /users/edit/{id} item", "users.edit"],
    ["DELETE /users/delete/{id} other", "users.delete"],
    ["POST /rooms/join/{token} item", "rooms.join"],
    ["POST /connections/commit/{allocation} item", "connections.commit"],
    ["GET /files/download/{id} other", "files.download"],
    ["GET /files/list/{folder} list", "files.list"],
    ["GET /orders/all list", "orders.listAll"],
    ["GET /orders/GetOrderByCode/{code} item", "orders.getByCode"],
    ["PUT /alarms/watch/{id} item", "alarms.watch.update"],
    ["GET /foods/store/{storeId} list", "foods.store.retrieve"],
    ["GET /members/join-requests/{id} item", "members.joinRequests.retrieve"],
    // DELETE does what the verb says, or undoes it.
    ["DELETE /account/delete other", "account.delete"],
    ["DELETE /orders/{id}/cancel other", "orders.cancel"],
    ["DELETE /mfa/disable other", "mfa.disable"],
    ["DELETE /users/{id}/follow other", "users.follow.delete"],
    // Members that are added and removed without a response.
    ["POST /groups/{id}/users other", "groups.users.add"],
    ["DELETE /groups/{id}/users other", "groups.users.remove"],
    ["POST /cards/{id}/adjustment item", "cards.adjustment"],
    ["POST /cards/{id}/adjustment item createAdjustment", "cards.adjustment.create"],
    // What can only be read belongs to its owner.
    ["GET /jobs/{id}/events list", "jobs.listEvents"],
    ["GET /jobs/{id}/status item", "jobs.retrieveStatus"],
    ["GET /files/{id}/content other", "files.content"],
    // Another key than the usual one.
    ["GET /orders/by-code/{code} item", "orders.retrieveByCode"],
    // RPC.
    ["POST /chat.postMessage item", "chat.postMessage"],
    ["GET /users.list list", "users.list"],
    // What says only where the API is.
    ["GET /api/v2/orders list", "orders.list"],
    ["GET /api/0/orders/ list", "orders.list"],
    ["GET /2010-04-01/Orders/{Sid}.json item", "orders.retrieve"],
    ["POST /orders?beta=true item", "beta.orders.create"],
    ["GET /Orders({id}) item", "orders.retrieve"],
    // A word that only says what the HTTP method does is the method.
    ["GET /orders/list list", "orders.list"],
    ["DELETE /orders/delete other", "orders.delete"],
    ["DELETE /orders/delete/{id} other", "orders.delete"],
    ["PUT /orders/update/{id} item", "orders.update"],
    ["GET /orders/get/{id} item", "orders.get"],
    ["GET /settings/update/{id} item", "settings.update.retrieve"],
    ["GET /list list", "list.list"],
    // Words of the owner are not repeated.
    ["GET /invoices/{id}/invoice_line_items list", "invoices.lineItems.list"],
    // Any script.
    ["GET /注文/{id} item", "注文.retrieve"],
    ["GET / item", "root.retrieve"],
  ])("%s is %s", (line, name) => {
    expect(callOf(line)).toBe(name);
  });

  test.each([
    ["POST /runs/{id} item cancelRun", "runs.cancel"],
    ["DELETE /groups/{id}/users/{user_id} other removeUserFromGroup", "groups.users.delete"],
    ["DELETE /subscriptions/{id} other cancelSubscription", "subscriptions.cancel"],
    ["POST /projects/{id}/limit item updateProjectLimit", "projects.limit.update"],
    ["POST /limit item updateLimit", "limit.update"],
    ["POST /limit item Updatelimit", "limit.update"],
    ["POST /orders item add-order", "orders.create"],
    ["GET /orders item list_orders", "orders.list"],
    ["GET /keys/{key_id}/agents list listAgentsByKey", "keys.listAgents"],
    ["GET /jobs/{job_id} item JobsController_find", "jobs.retrieve"],
    ["POST /v1/jobs/{job_id}/cancel item cancel_job_v1_jobs__job_id__cancel_post", "jobs.cancel"],
    ["POST /v1/jobs/{job_id} item cancelJobV1JobsJobIdPost", "jobs.cancel"],
    ["POST /customers/{customer} item PostCustomersCustomer", "customers.update"],
    ["GET /nodes/{id} item NodeInspect", "nodes.inspect"],
    ["GET /nodes/{id} item getNode", "nodes.retrieve"],
    ["PUT /posts/{id}/likes/{user_id} other addLikeToPost", "posts.likes.add"],
    ["GET /nodes/{id}/logs other NodeLogs", "nodes.logs"],
    ["GET /nodes/{id}/logs other nodeLogFiles", "nodes.retrieveLogs"],
    ["GET /enrich/policies/{name} item enrich-get-policy", "enrich.policies.retrieve"],
    ["GET /imports/list_projects list imports_list_projects", "imports.listProjects"],
    ["GET /imports/list-items list getListItems", "imports.listItems.list"],
    // The method and the path before what a person chose.
    ["DELETE /v3/orders/{id} other delete-/v3/orders/{id}_archive", "orders.archive"],
    ["GET /v3/orders/{id} item get-/v3/orders/{id}_getById", "orders.retrieve"],
    ["GET /v3/orders list get-/v3/orders_/v3/orders", "orders.list"],
  ])("the verb of the id is part of %s", (line, name) => {
    expect(callOf(line)).toBe(name);
  });

  test.each([
    ["POST /login item", "Auth", "auth.login"],
    ["POST /api/change-password other", "auth-controller", "auth.changePassword"],
    ["GET /logout other", "User Account", "userAccount.logout"],
    // The tag says no more, or nothing.
    ["POST /login item", "Login", "login.create"],
    ["POST /login item", "default", "login.create"],
    ["POST /login item", "How to use this service", "login.create"],
    // Things, which have items.
    ["POST /book item", "Library", "book.create"],
    ["POST /upload-url item", "Files", "uploadUrl.create"],
    ["POST /upload-image item", "Files", "files.uploadImage"],
    // The tag is what the action is done to.
    ["POST /CreateAccessKey item", "AccessKey", "accessKey.create"],
    ["POST /ReadAccessKeys list", "AccessKey", "accessKey.read"],
    ["POST /swap-indexes item", "Indexes", "indexes.swap"],
    ["POST /order-items item", "Items", "orderItems.create"],
    ["POST /CreateImageExportTask item", "Image", "image.createImageExportTask"],
    ["GET /join-requests list", "Members", "joinRequests.list"],
  ])("a path that is only an action is in the resource of its tag: %s of %s", (line, tag, name) => {
    expect(callsOf(operations(line, tag), "paths")).toEqual([name]);
  });

  test("an action that another call has the name of is named after its path", () => {
    const all = [...operations("POST /login item", "Session"), ...operations("POST /session/login item")];
    expect(callsOf(all, "paths")).toEqual(["login.create", "session.login"]);
  });

  test("an action on what is read with the same path undoes it with DELETE", () => {
    const all = operations("POST /users/{id}/disable other\nDELETE /users/{id}/disable other");
    expect(callsOf(all)).toEqual(["users.disable", "users.deleteDisable"]);
  });

  test("an id without a verb is a name where the others have one", () => {
    const lines = Array.from({ length: 9 }, (_, index) => `GET /things${index} list listThings${index}`);
    const names = callsOf(operations([...lines, "GET /usage/images list usage-images"].join("\n")));
    expect(names.at(-1)).toBe("usage.images");
  });

  test.each([
    ["PATCH /nodes/{id}/position item", "nodes.updatePosition"],
    ["PUT /nodes/{id}/position item", "nodes.updatePosition"],
    ["GET /nodes/{id}/signing_secret item", "nodes.retrieveSigningSecret"],
    ["PATCH /nodes/limits item", "nodes.updateLimits"],
    ["DELETE /nodes/{id}/lock other", "nodes.deleteLock"],
    // A list, and what can be created, stays a resource.
    ["GET /nodes/{id}/kernels list", "nodes.kernels.list"],
    ["POST /nodes/{id}/kernels item", "nodes.kernels.create"],
    ["GET /nodes/{id}/kernels/{kernel} item", "nodes.kernels.retrieve"],
  ])("the only operation of a single thing is a part of its owner: %s", (line, name) => {
    const all = operations(`GET /nodes/{id} item\n${line}`);
    expect(callsOf(all)).toEqual(["nodes.retrieve", name]);
  });

  test("a thing with several operations, or without a resource before it, is a resource", () => {
    const both = "GET /nodes/{id}/position item\nPUT /nodes/{id}/position item";
    expect(callsOf(operations(`GET /nodes/{id} item\n${both}`)).slice(1)).toEqual([
      "nodes.position.retrieve",
      "nodes.position.update",
    ]);
    expect(callOf("PUT /nodes/{id}/position item")).toBe("nodes.position.update");
  });

  test("beside a method that has the name of its resource, the collection has `list`", () => {
    const all = operations("GET /cat list\nGET /cat/aliases other catAliases\nGET /cat/aliases/{name} item");
    expect(callsOf(all)).toEqual(["cat.list", "cat.aliases.list", "cat.aliases.retrieve"]);
  });

  test("the most frequent version is not mentioned, and the others are", () => {
    const all = operations("GET /v1/orders list\nGET /v1/shops list\nGET /v2/orders list");
    expect(callsOf(all)).toEqual(["orders.list", "shops.list", "v2.orders.list"]);
  });

  test("the word of a common beginning names the resource of operations that have no other word for it", () => {
    const lines = Array.from({ length: 9 }, (_, index) => `GET /shops/{shop}/things${index} list`);
    const own = [
      "GET /shops/{shop} item",
      "PUT /shops/{shop} item",
      "POST /shops/create item",
      "GET /shops/list list",
    ];
    const names = callsOf(operations([...lines, ...own].join("\n")));
    expect(names[0]).toBe("things0.list");
    expect(names.slice(-4)).toEqual(["shops.retrieve", "shops.update", "shops.create", "shops.list"]);
  });

  test("a beginning that nearly all paths share is not mentioned", () => {
    const lines = Array.from({ length: 12 }, (_, index) => `GET /accounts/{account}/things${index} list`);
    const names = callsOf(operations(["GET /accounts/{account} item", ...lines].join("\n")));
    expect(names.slice(0, 2)).toEqual(["accounts.retrieve", "things0.list"]);
  });
});

test("of `/note` and `/notes` in one tag, the collection has `list` and `create`", () => {
  const all = operations("GET /note list\nGET /notes list\nPOST /note item\nPOST /notes item", "notes");
  expect(callsOf(all, "tags")).toEqual(["notes.listAll", "notes.list", "notes.createNote", "notes.create"]);
});

describe("two calls of one name", () => {
  test.each([
    [
      "PATCH keeps `update`, and PUT is `replace`",
      "PUT /a/{id} item\nPATCH /a/{id} item",
      ["a.replace", "a.update"],
    ],
    [
      "the collection keeps `list` and `create`",
      "GET /note list\nGET /notes list\nPOST /note item\nPOST /notes item",
      ["note.list", "notes.list", "note.create", "notes.create"],
    ],
    ["an item keeps `delete`", "DELETE /as other\nDELETE /as/{id} other", ["as.deleteAll", "as.delete"]],
    [
      "the id says what is different",
      "DELETE /items other items_destroy_byTag\nDELETE /items/{id} other items_destroy",
      ["items.deleteByTag", "items.delete"],
    ],
    [
      "the value says what is different",
      "GET /config item\nGET /config/{subject_name} item",
      ["config.retrieve", "config.retrieveSubject"],
    ],
    [
      "the action on an item keeps its name",
      "POST /runs/cancel item\nPOST /runs/{id}/cancel item",
      ["runs.cancelAll", "runs.cancel"],
    ],
    [
      "a method has not the name of a resource beside it",
      "GET /files/{id}/content other\nGET /files/{id}/content/parts list",
      ["files.content.retrieve", "files.content.parts.list"],
    ],
    [
      "what a POST creates is a resource if it can be read",
      "POST /cards/{id}/adjustment item\nGET /cards/{id}/adjustment item",
      ["cards.adjustment.create", "cards.adjustment.retrieve"],
    ],
    [
      "an action that others belong to is created",
      "POST /jobs/moderate item\nGET /jobs/moderate/{id} item",
      ["jobs.moderate.create", "jobs.moderate.retrieve"],
    ],
    [
      "a collection beside its items is a list, whatever its response looks like",
      "GET /brands item\nGET /brands/{id} item",
      ["brands.list", "brands.retrieve"],
    ],
    [
      "a path with a value is a collection if its items are below it",
      "GET /disks/{region} item\nPOST /disks/{region} item\nGET /disks/{region}/{id} item\nPATCH /disks/{region}/{id} item",
      ["disks.list", "disks.create", "disks.retrieve", "disks.update"],
    ],
  ])("%s", (_, lines, names) => {
    expect(callsOf(operations(lines))).toEqual(names);
    expect(callsOf(operations(lines).toReversed()).toReversed()).toEqual(names);
  });
});

describe("the choice for a document", () => {
  test("ids with namespaces are the names", () => {
    const all = operations(
      "GET /orgs/{org}/repos list repos/list-for-org\nGET /user item users/get",
      "repos",
    );
    expect(nameCalls(all)).toMatchObject({
      choices: { naming: "ids" },
      reason: "from ids, because 100 % of the operation ids have a namespace",
      names: [
        { resource: ["repos"], method: "listForOrg" },
        { resource: ["users"], method: "get" },
      ],
    });
  });

  test("ids that are a group and a method are the names, unless the group is a class", () => {
    const lines = "GET /orders list Orders_list\nGET /orders/{id} item Orders_getById";
    expect(callsOf(operations(lines))).toEqual(["orders.list", "orders.getById"]);
    expect(callsOf(operations(lines.replaceAll("Orders_", "OrdersController_")))).toEqual([
      "orders.list",
      "orders.retrieve",
    ]);
    expect(callsOf(operations(lines.replaceAll("Orders_", "OrderService_")))).toEqual([
      "orders.list",
      "orders.retrieve",
    ]);
  });

  test("an id without a verb beside a resource of its name is a list or an item, as its response says", () => {
    const lines =
      "GET /groups/{id}/members list groupMembers\nPOST /groups/{id}/members item groupMembersCreate";
    expect(callsOf(operations(lines), "paths")).toEqual(["groups.members.list", "groups.members.create"]);
    expect(callsOf(operations(lines.replace("list", "item")), "paths")).toEqual([
      "groups.members.retrieve",
      "groups.members.create",
    ]);
  });

  test("paths that only a fragment distinguishes are distinguished by it", () => {
    const lines =
      "POST /v1/chats item api_v1_chats_start\nPOST /v1/chats#stream item api_v1_chats_start_stream";
    expect(callsOf(operations(lines))).toEqual(["chats.create", "chats.createStream"]);
  });

  test("an id with `#` has a namespace", () => {
    const lines = "GET /orders list orders#list\nPOST /orders/{id}/pay item orders#pay";
    expect(callsOf(operations(lines))).toEqual(["orders.list", "orders.pay"]);
  });

  test("of an id with the class of a framework, the module of the application and the word for the class are left out", () => {
    const lines =
      "GET /orders list ShopWeb.OrderController.list\nGET /admin/users list ShopWeb.Admin.UserController.list";
    expect(callsOf(operations(lines))).toEqual(["order.list", "admin.user.list"]);
  });

  test("the usual version is left out of ids", () => {
    const lines =
      "GET /v1/orders list v1.orders.index\nGET /v1/health item v1.health\nGET /v1/me item v1.auth.me\nGET /v2/orders list v2.orders.index";
    expect(callsOf(operations(lines))).toEqual([
      "orders.index",
      "health.retrieve",
      "auth.me",
      "v2.orders.index",
    ]);
  });

  test("slashes of a path in an id are no namespaces", () => {
    const all = operations(`
      GET /v3/orders list get-/v3/orders_list
      GET /v3/orders/{id} item get-/v3/orders/{id}
      POST /v3/orders/{id}/lines item post-/v3/orders/{id}/lines_create`);
    expect(nameCalls(all).choices.naming).toBe("paths");
    expect(callsOf(all)).toEqual(["orders.list", "orders.retrieve", "orders.lines.create"]);
  });

  test("ids of one namespace leave it to the paths in a document that is not small", () => {
    const lines = Array.from(
      { length: 12 },
      (_, index) => `GET /things${index} list Shop_ListThings${index}`,
    );
    expect(callsOf(operations(lines.join("\n")))[0]).toBe("things0.list");
    expect(callsOf(operations(lines.slice(0, 2).join("\n")))[0]).toBe("shop.listThings0");
  });

  test("ids that are the words of the path and the method of a framework leave it to the paths", () => {
    const lines = `GET /api/orders/ list orders_list
      PATCH /api/orders/{id}/ item orders_partial_update
      PUT /api/orders/{id}/ item orders_update
      DELETE /api/orders/{order_pk}/lines/{id}/ other orders_lines_destroy
      POST /api/orders/{id}/add_line/ item orders_add_line_create
      GET /api/orders/{order_pk}/lines/{id}/ item orders_lines_retrieve_2`;
    const all = operations(lines, "orders");
    expect(nameCalls(all)).toMatchObject({
      choices: { naming: "paths" },
      reason: "from paths, because 100 % of the operation ids only repeat method and path",
    });
    expect(callsOf(all)).toEqual([
      "orders.list",
      "orders.update",
      "orders.replace",
      "orders.lines.delete",
      "orders.addLine",
      "orders.lines.retrieve",
    ]);
  });

  test("tags in camelCase that the ids contain are the resources", () => {
    const all = operations("GET /orders list listOrders\nPOST /orders/{id} item markOrderPaid", "orders");
    expect(nameCalls(all)).toMatchObject({
      choices: { naming: "tags" },
      reason: "from tags, because 100 % of the operation ids contain their tag",
    });
    expect(callsOf(all)).toEqual(["orders.list", "orders.markPaid"]);
  });

  test("names in extensions of half of the operations, beside tags and whole ids, are followed by the others", () => {
    const all = operations("GET /orders list listOrders\nGET /orders/open list orders_open", "Sales Orders");
    expect(nameCalls(all, { named: 0.5 }).choices.naming).toBe("tagged-ids");
    expect(nameCalls(all, { named: 0.49 }).choices.naming).toBe("paths");
    expect(nameCalls(all, { named: 1, naming: "ids" }).choices.naming).toBe("ids");
    const { choices, names } = nameCalls(all);
    expect(nameCalls(all, { named: 1, former: { choices, names } }).names).toEqual(names);
  });

  test("tags that are titles leave it to the paths", () => {
    const all = operations("GET /orders list listOrders\nPOST /orders item createOrder", "All Orders");
    expect(nameCalls(all).choices.naming).toBe("paths");
  });

  test("ids that a framework made leave it to the paths", () => {
    const all = operations("GET /orders list getOrders\nPOST /orders item postOrders", "orders");
    expect(nameCalls(all)).toMatchObject({
      choices: { naming: "paths" },
      reason: "from paths, because 100 % of the operation ids are missing or only repeat method and path",
    });
  });

  test("the configuration decides", () => {
    const all = operations("GET /orders/{id} item fetchOrder", "Sales");
    expect(callsOf(all, "paths")).toEqual(["orders.retrieve"]);
    expect(callsOf(all, "tags")).toEqual(["sales.fetchOrder"]);
    expect(callsOf(operations("GET /orders/{id} item sales.fetch", "Other"), "ids")).toEqual(["sales.fetch"]);
  });

  test.each(["paths", "tags", "tagged-ids", "ids"] as const)(
    "from %s, a path without words is in the resource root",
    (naming) => {
      const all = operations(
        "GET /{bucket}/{key} item\nPUT /{bucket} item\nGET /v1/{id} item\nPOST /{id}:run item",
      );
      const [first] = operations("GET /{bucket}/{key} item", "--");
      expect(nameCalls(all, { naming }).names.map(({ resource }) => resource)).toEqual(
        all.map(() => ["root"]),
      );
      expect(
        nameCalls([first ?? { method: "GET", path: "/", tags: [] }], { naming }).names[0]?.resource,
      ).not.toEqual([]);
    },
  );

  test("a document without operations has no names", () => {
    expect(nameCalls([])).toMatchObject({ choices: { naming: "paths" }, names: [] });
  });
});

const word = fc.constantFrom(
  "orders",
  "order",
  "users",
  "settings",
  "cancel",
  "events",
  "content",
  "by-code",
  "数据",
  "--",
);
const part = fc.oneof(word, fc.constantFrom("{id}", "{name}"));
const operation = fc.record({
  method: fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE"),
  path: fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => `/${parts.join("/")}`),
  answer: fc.constantFrom("list" as const, "item" as const, "other" as const),
});
const documents = fc
  .uniqueArray(operation, {
    minLength: 2,
    maxLength: 30,
    selector: ({ method, path }) => `${method} ${path}`,
  })
  .map((all): readonly NamedOperation[] => all.map((each) => ({ ...each, tags: [] })));

describe("names of any document", () => {
  test("no two calls have the same name, and no method has the name of a resource beside it", () => {
    fc.assert(
      fc.property(documents, (all) => {
        const { names } = nameCalls(all);
        const calls = names.map(({ resource, method }) => [...resource, method].join("."));
        expect(new Set(calls).size).toBe(all.length);
        expect(names.filter(({ resource }) => resource.length === 0)).toEqual([]);
        const resources = new Set(
          names.flatMap(({ resource }) => resource.map((_, end) => resource.slice(0, end + 1).join("."))),
        );
        expect(calls.filter((call) => resources.has(call))).toEqual([]);
      }),
    );
  });

  test("an operation that is added or removed changes no name, save of calls of its name and of the resources around it", () => {
    fc.assert(
      fc.property(documents, fc.nat(), (all, number) => {
        const index = number % all.length;
        const removed = all[index];
        const others = all.filter((_, at) => at !== index);
        const alone = (one: NamedOperation) => callsOf([one], "paths")[0] ?? "";
        const whole = callsOf(all).filter((_, at) => at !== index);
        const without = callsOf(others);
        const changed = others.filter((_, at) => whole[at] !== without[at]).map(alone);
        // The beginning that all paths share is decided for the whole document.
        fc.pre(others.length < 10);
        const ownerOf = (name: string) => name.split(".").slice(0, -1).join(".");
        const own = removed === undefined ? "" : alone(removed);
        const resource = ownerOf(own);
        const contains = (name: string) => resource === name || resource.startsWith(`${name}.`);
        const isRival = (name: string) =>
          name === own || contains(name) || contains(ownerOf(name)) || ownerOf(ownerOf(name)) === resource;
        expect(changed.filter((name) => !isRival(name))).toEqual([]);
      }),
    );
  });

  test("the order of the operations does not matter", () => {
    fc.assert(
      fc.property(documents, (all) => {
        expect(callsOf(all.toReversed()).toReversed()).toEqual(callsOf(all));
      }),
    );
  });

  test("every part of a document can be added to the rest: the calls of the rest keep their names, and all names differ", () => {
    fc.assert(
      fc.property(documents, fc.nat(), (all, number) => {
        const rest = all.filter((_, index) => ((number >> (index % 16)) & 1) === 1);
        const { choices, names } = nameCalls(rest);
        const kept = all.map((each) => names[rest.indexOf(each)]);
        const grown = nameCalls(all, { former: { choices, names: kept } }).names;
        for (const [index, name] of kept.entries())
          if (name !== undefined) expect(grown[index]).toEqual(name);
        expect(new Set(grown.map(({ resource, method }) => [...resource, method].join("."))).size).toBe(
          all.length,
        );
      }),
    );
  });
});

describe("calls that are added below a call that keeps its name", () => {
  test("get names in a resource beside the method, also if two of them want the same one", () => {
    const before = operations(`
      POST /branches/{branch}/commit item
      GET /branches list
    `);
    const added = operations(`
      PATCH /branches/{branch}/commit/{id} item
      PUT /branches/{branch}/commit/{id} item
    `);
    const { choices, names } = nameCalls(before);
    const former = { choices, names: [...names, undefined, undefined] };
    const grown = nameCalls([...before, ...added], { former });
    expect(grown.names.map(({ resource, method }) => [...resource, method].join("."))).toEqual([
      "branches.commit",
      "branches.list",
      "branches.commit.update",
      "branches.commit.replace",
    ]);
  });
});
