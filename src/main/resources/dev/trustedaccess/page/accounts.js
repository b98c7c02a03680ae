// Services x accounts, and one account.

const ACCOUNTS_A_PAGE = 25;

/** Which accounts the matrix shows; by the mark that one of their services must have. */
const FILTERS = { "": "All", m: "Role missing", u: "Not read", y: "Too young" };

const matrix = { organization: "", filter: "", at: 0 };

function Accounts() {
  const read = organizations.filter(each => each.accountIds.length > 0);
  const organization = read.find(each => each.name === matrix.organization) || read[0];
  if (!organization) {
    return h(Fragment, null,
      h(Heading, { text: "Services and accounts" }),
      h("p", null, "No accounts were read since this pod began to lead. Totals are in Services."));
  }
  const columns = services.filter(each => each.organization === organization.name && each.rolesByAccount);
  const rows = organization.accountIds.map((id, at) => at)
    .filter(at => !matrix.filter || columns.some(each => each.rolesByAccount[at] === matrix.filter));
  const first = Math.min(matrix.at, Math.max(0, rows.length - 1));
  const shown = rows.slice(first, first + ACCOUNTS_A_PAGE);
  const change = values => {
    Object.assign(matrix, values);
    draw();
  };
  return h(Fragment, null,
    h(Heading, { text: "Services and accounts" }),
    h("div", { class: "controls" },
      read.length > 1 && h("label", null, "Connection ",
        h("select", { value: organization.name, onChange: event => change({ organization: event.target.value, at: 0 }) },
          read.map(each => h("option", { value: each.name }, each.name)))),
      h("label", null, "Accounts ",
        h("select", { value: matrix.filter, onChange: event => change({ filter: event.target.value, at: 0 }) },
          Object.entries(FILTERS).map(([mark, title]) => h("option", { value: mark }, title)))),
      h("button", { type: "button", disabled: first === 0, onClick: () => change({ at: Math.max(0, first - ACCOUNTS_A_PAGE) }) },
        "Previous"),
      h("button", {
        type: "button", disabled: first + ACCOUNTS_A_PAGE >= rows.length,
        onClick: () => change({ at: first + ACCOUNTS_A_PAGE }),
      }, "Next"),
      h("span", { role: "status" }, rows.length === 0 ? "No such account."
        : `Accounts ${first + 1} to ${first + shown.length} of ${rows.length}`)),
    h("ul", { class: "legend" }, Object.entries(MARKS).map(([mark, { sign, meaning }]) =>
      h("li", null, h("span", { class: `mark mark-${mark}`, "aria-hidden": "true" }, sign), " ", meaning))),
    h(Table, {
      caption: `Roles of ${counted(columns.length, "service")}, by account`,
      className: "matrix",
      columns: [
        { title: "Account", cell: at => h("a", { href: accountLink(organization.name, organization.accountIds[at]) }, organization.accountIds[at]) },
        ...columns.map(service => ({
          title: h("a", { href: serviceLink(service.name) }, shortPrincipal(service.principal)),
          cell: at => h(Mark, { mark: service.rolesByAccount[at] }),
          class: "mark",
        })),
      ],
      rows: shown,
    }));
}

function Mark({ mark }) {
  const { sign, meaning } = MARKS[mark];
  return h("span", { class: "mark-" + mark },
    h("span", { "aria-hidden": "true" }, sign), h("span", { class: "hidden" }, meaning));
}

function Account({ organization, id }) {
  const connection = organizationNamed.get(organization);
  const at = connection ? connection.accountIds.indexOf(id) : -1;
  const administers = services.filter(each => each.organization === organization && administratorsOf(each).includes(id));
  if (at < 0 && administers.length === 0) {
    return h(NotFound, { what: `account ${id} in ${organization}` });
  }
  const unread = connection && connection.unread.find(each => each.account === id);
  return h(Fragment, null,
    h(Heading, { text: "Account " + id }),
    h(Facts, {
      facts: [
        ["Connection", h("a", { href: organizationLink(organization) }, organization)],
        ["Management account", connection && connection.managementAccount === id ? "yes" : ""],
        ["Could not be read", unread && `${unread.reason}: ${unread.action}`],
      ],
    }),
    administers.length > 0 && h(Fragment, null,
      h("h2", null, "Administers"),
      h("ul", null, administers.map(each => h("li", null, h("a", { href: serviceLink(each.name) }, each.name))))),
    at >= 0 && h(Fragment, null,
      h("h2", null, "Roles"),
      h(Table, {
        caption: "Roles of each service in this account",
        columns: [
          { title: "Declaration", cell: row => h("a", { href: serviceLink(row.name) }, row.name) },
          { title: "Service", cell: row => row.serviceName },
          { title: "Roles", cell: row => MARKS[row.rolesByAccount[at]].meaning },
        ],
        rows: services.filter(each => each.organization === organization && each.rolesByAccount)
          .sort((a, b) => order(a.rolesByAccount[at]) - order(b.rolesByAccount[at])),
      })));
}

function order(mark) {
  return Object.keys(MARKS).indexOf(mark);
}

/** Every account that administers the service, or is to. */
function administratorsOf(service) {
  return [
    ...service.declaredAdministrators, ...service.otherAdministrators,
    ...service.administrators.map(each => each.account),
  ];
}
