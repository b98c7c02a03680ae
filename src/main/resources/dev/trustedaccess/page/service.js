// One declaration.

const MOST_ACCOUNTS = 100;

function Service({ name }) {
  const service = serviceNamed.get(name);
  if (!service) {
    return h(NotFound, { what: "declaration " + name });
  }
  return h(Fragment, null,
    h(Heading, { text: service.name }),
    h(StandingCard, { standing: service.standing }),
    h(Facts, {
      facts: [
        ["Service", service.serviceName],
        ["Service principal", service.principal],
        ["Connection", h("a", { href: organizationLink(service.organization) }, service.organization)],
        ["Mode", service.mode + (service.paused ? ", paused" : "")],
        ["Deletion policy", service.deletionPolicy],
        ["Access enabled", service.enabled],
        ["Enabled by", { Operator: "the operator", Other: "others" }[service.enabledBy] || ""],
        ["Enabled since", service.enabledTime && h(Time, { value: service.enabledTime })],
        ["Initialized", service.initialized],
        ["Integration", service.integration || "none: initialization and cleanup are confirmed by a person"],
        ["Impact of disabling", service.impact],
        ["Disabling means", service.cost],
        ["Enabling again does not restore", service.lost],
      ],
    }),
    service.remaining.length > 0 && h(Fragment, null,
      h("h2", null, "What remains"),
      h(Table, {
        caption: `${service.remainingCount} remaining; the most severe first`,
        columns: [
          { title: "Effect of disabling", cell: row => row.effect },
          { title: "Kind", cell: row => row.kind },
          { title: "Id", cell: row => row.id, class: "long" },
          { title: "Account", cell: row => row.account },
          { title: "Region", cell: row => row.region },
        ],
        rows: service.remaining,
      })),
    h(Administrators, { service }),
    h(Roles, { service }),
    h(Conditions, { standing: service.standing }),
    h("h2", null, "History"),
    h(Table, {
      caption: "As far as status remembers, the oldest first",
      columns: [
        { title: "Time", cell: row => h(Time, { value: row.time }) },
        { title: "What happened", cell: row => row.what, class: "long" },
      ],
      rows: service.history,
    }));
}

function Administrators({ service }) {
  const { administrators, declaredAdministrators, otherAdministrators } = service;
  if (!administrators.length && !declaredAdministrators.length && !otherAdministrators.length) {
    return null;
  }
  return h(Fragment, null,
    h("h2", null, "Administrators"),
    h(Facts, {
      facts: [
        ["Declared", declaredAdministrators.join(", ") || "none: those that are there are accepted"],
        ["Seen, not appointed by the operator", otherAdministrators.join(", ")],
      ],
    }),
    administrators.length > 0 && h(Table, {
      caption: "What the operator made, by Region",
      columns: [
        { title: "Region", cell: row => row.region },
        { title: "Account", cell: row => row.account || row.id },
        { title: "Kind", cell: row => row.kind },
        { title: "State", cell: row => row.removedByOthers ? "removed by others" : "recorded" },
      ],
      rows: [...administrators].sort((a, b) => a.region.localeCompare(b.region)),
    }));
}

function Roles({ service }) {
  if (!hasRoles(service)) {
    return null;
  }
  const counts = service.rolesByAccount ? countMarks(service.rolesByAccount) : null;
  return h(Fragment, null,
    h("h2", null, "Roles in accounts"),
    service.coverage.length > 0 && h(Table, {
      caption: "Roles, as in the object's status",
      columns: [
        { title: "Role", cell: row => row.role },
        { title: "Expected", cell: row => row.expected, class: "number" },
        { title: "Present", cell: row => row.present, class: "number" },
        { title: "Absent", cell: row => row.absent, class: "number" },
        { title: "Not read", cell: row => row.unread, class: "number" },
        { title: "Too young", cell: row => row.tooYoung, class: "number" },
        { title: "Some accounts without it", cell: row => row.absentAccounts.join(", "), class: "long" },
        { title: "Read", cell: row => h(Time, { value: row.observed }) },
      ],
      rows: service.coverage,
    }),
    counts
      ? ["m", "u", "y"].filter(mark => counts[mark] > 0).map(mark => h(AccountsOf, { service, mark, count: counts[mark] }))
      : h("p", null, "The accounts were not read since this pod began to lead, so only the totals are known."));
}

function AccountsOf({ service, mark, count }) {
  const shown = accountsWith(service, mark).slice(0, MOST_ACCOUNTS);
  return h("details", { key: mark },
    h("summary", null, `${counted(count, "account")}: ${MARKS[mark].meaning}`),
    h("p", null, shown.map((id, at) => h(Fragment, null,
      at > 0 && ", ", h("a", { href: accountLink(service.organization, id) }, id))),
      count > shown.length && `, and ${count - shown.length} more. Search for an account to see it.`));
}
