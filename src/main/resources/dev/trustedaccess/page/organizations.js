// Connections, and the results of a search.

const MOST_RESULTS = 50;

function Connections() {
  return h(Fragment, null,
    h(Heading, { text: "Connections" }),
    organizations.length === 0
      ? h("p", null, "There is no OrganizationConnection.")
      : h(Table, {
        caption: "Connections to organizations",
        columns: [
          { title: "Connection", cell: row => h("a", { href: organizationLink(row.name) }, row.name) },
          { title: "Organization", cell: row => row.organizationId },
          { title: "Mode", cell: row => row.mode },
          { title: "State", cell: row => h(Badge, { urgency: row.standing.urgency }) },
          { title: "Reason", cell: row => row.standing.reason },
          { title: "Accounts", cell: row => row.accounts, class: "number" },
          { title: "Declarations", cell: row => row.declarations, class: "number" },
          { title: "Enabled", cell: row => row.enabledCount, class: "number" },
          { title: "Not declared", cell: row => row.undeclaredCount, class: "number" },
          { title: "Accounts not read", cell: row => row.unreadCount, class: "number" },
        ],
        rows: organizations,
      }));
}

function Connection({ name }) {
  const connection = organizationNamed.get(name);
  if (!connection) {
    return h(NotFound, { what: "connection " + name });
  }
  return h(Fragment, null,
    h(Heading, { text: "Connection " + name }),
    h(StandingCard, { standing: connection.standing }),
    h(Facts, {
      facts: [
        ["Organization", connection.organizationId],
        ["Management account", connection.managementAccount],
        ["Mode", connection.mode],
        ["Accounts", connection.accounts],
        ["Declarations", connection.declarations],
        ["Enabled principals", connection.enabledCount],
        ["Enabled, not declared", connection.undeclaredCount],
        ["AWSServiceRoleForOrganizations", connection.organizationsRole],
        ["Roles read", connection.rolesRead && h(Time, { value: connection.rolesRead })],
        ["Accounts not read", connection.unreadCount],
      ],
    }),
    connection.unread.length > 0 && h(Table, {
      caption: "Accounts that could not be read",
      columns: [
        { title: "Account", cell: row => row.account },
        { title: "Reason", cell: row => row.reason },
        { title: "What was tried", cell: row => row.action, class: "long" },
      ],
      rows: connection.unread,
    }),
    connection.principals.length > 0 && h(Fragment, null,
      h("h2", null, "Enabled principals"),
      h(Table, {
        caption: "What AWS lists; those that nobody declares first",
        columns: [
          { title: "Service principal", cell: row => row.principal },
          { title: "Declared", cell: row => row.declared ? "yes" : "no: the operator never changes it" },
          { title: "Enabled since", cell: row => h(Time, { value: row.since }) },
        ],
        rows: [...connection.principals].sort((a, b) => a.declared - b.declared),
      })),
    connection.departures.length > 0 && h(Fragment, null,
      h("h2", null, "Departures"),
      h(Table, {
        caption: "Services whose access the operator disabled, the newest first",
        columns: [
          { title: "Service principal", cell: row => row.principal },
          { title: "Disabled", cell: row => h(Time, { value: row.disabled }) },
          { title: "Read before", cell: row => row.read.join("; ") || "nothing: no integration reads it", class: "long" },
          { title: "Still there", cell: row => row.remaining, class: "number" },
          { title: "Cleanup confirmed", cell: row => row.confirmed || "not needed" },
          { title: "AWS request id", cell: row => row.request },
        ],
        rows: connection.departures,
      })),
    h(Conditions, { standing: connection.standing }));
}

/** What contains the text: in a name, a principal, a service's name or an account's id. */
function find(text) {
  const wanted = text.trim().toLowerCase();
  const has = value => value.toLowerCase().includes(wanted);
  return {
    services: services.filter(each => has(each.name) || has(each.principal) || has(each.serviceName)
      || (/^\d+$/.test(wanted) && administratorsOf(each).some(has))),
    organizations: organizations.filter(each => has(each.name) || has(each.organizationId)),
    accounts: organizations.flatMap(organization => organization.accountIds.filter(has)
      .map(id => ({ organization: organization.name, id }))),
  };
}

function Results({ text }) {
  const found = find(text);
  const count = found.services.length + found.organizations.length + found.accounts.length;
  const list = (title, entries, most) => entries.length > 0 && h(Fragment, null,
    h("h2", null, `${title} (${entries.length})`),
    h("ul", null, entries.slice(0, most).map(([link, name, about]) => h("li", { key: link },
      h("a", { href: link, onClick: arriveAgain }, name), about && h("span", { class: "muted" }, " " + about)))),
    entries.length > most && h("p", null, `and ${entries.length - most} more: type more of it.`));
  return h(Fragment, null,
    h("h1", null, "Search"),
    h("p", { role: "status" }, counted(count, "result")),
    list("Declarations", found.services.map(each => [
      serviceLink(each.name), each.name, [each.serviceName, each.standing.reason].filter(Boolean).join(", "),
    ]), Infinity),
    list("Connections", found.organizations.map(each => [organizationLink(each.name), each.name, each.organizationId]), Infinity),
    list("Accounts", found.accounts.map(each => [
      accountLink(each.organization, each.id), each.id, organizations.length > 1 ? each.organization : "",
    ]), MOST_RESULTS));
}
