using System.Collections;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Confidentiality;
using Xunit;

namespace SmallMatters.House.Tests;

/// <summary>
/// Who may see what of residents: the declarations beside the fields, what the projections show, and the document made of both
/// say the same.
/// </summary>
public class ProjectionTests
{
    private const string Page = "docs/information-sharing.md";

    // What leads to personal words and is handed out all the same, by type and member, with the reason.
    private static readonly Dictionary<string, string> HandedOut = new()
    {
        ["Db.AuditEntries"] =
            "the log of what was done to accounts, which holds staff's names alone and is the auditor's to read",
        ["PremisesSheet.Rows"] = "a file in the hands of whoever read it in, which Storage is given and never hands out",
        ["Doer.Did"] = "makes the line of that log that is written next",
    };

    private static readonly Dictionary<string, string> NotShown = Because(
        (
            "says who is looking or what they asked for, and shows nothing of matters",
            ["StaffScope", "InboxFilter", "JointFilter", "PremisesFilter", "PremisesKeeper"]
        ),
        ("codes of units behind a single-use link, which knows no matter and no person", ["EncounterAsked"]),
        ("the address of a dwelling that was drawn and the code of its letter, without a person or a matter", ["PrintedLetter"]),
        ("a list of what are projections of their own", ["InboxPage", "SlipAnswer", "OutgoingTransfer"]),
        (
            "staff's words about places and work, in chains that no resident's words go into",
            [
                "KeptFact`1",
                "InspectionPage",
                "FindingLine",
                "RectificationAsked",
                "SchoolReads",
                "CardPage",
                "CardLine",
                "ProblemPage",
                "ProblemLine",
                "CountermeasureLine",
                "JointPage`1",
                "JointLine",
                "DutyLine",
                "PublicHardProblem",
                "SlipPage",
                "SlipLine",
                "SlipRead",
                "AssessmentPage",
                "IncidentPage",
                "LegalHold",
            ]
        ),
        (
            "number, category, area, unit and dates of a matter, and counts of them: nothing that a resident wrote or is called",
            [
                "DormantMatter",
                "MatterBeside",
                "RepeatRate",
                "AreaFigure",
                "FigureDifference",
                "FigureReport",
                "FiguresChecked",
                "KeptCount",
                "CountedAgain",
            ]
        ),
        (
            "premises as the register names them: sort, name, address, area and unit; who is reached there stands on PremisesPage alone",
            ["PremisesEntry", "PlaceKnown", "DrawKept", "FindingOpenFor"]
        ),
        (
            "times of a service and which matter booked them; who it is for stands with the matter",
            ["BookingPage", "VisitPage", "VisitLine"]
        ),
        ("how many cases of a station are overdue and since when: nothing of any of them", ["StationOverdue"]),
        (
            "what a check of the records found: places in the chain, by number and hash",
            ["VerificationResult", "BrokenLink", "JointVerified", "BrokenJoint", "DatabaseHealth"]
        ),
        ("what a unit vouches for before everybody", ["PublicAnswer", "KnowledgePage", "ServicePage"]),
        ("what a second person has released for everybody, in the copy that was redacted", ["PublicNews"]),
        (
            "a message sealed to its receiver, for the carrier alone; what a developer's machine shows exists nowhere else",
            ["DueNotice", "DeadNotice", "ShownNotice"]
        ),
        (
            "codes, addresses, hashes and states of a partner's or a counterpart's own system",
            [
                "WebhookSubscription",
                "DueWebhook",
                "DeadWebhook",
                "Counterpart",
                "SignedCover",
                "TransferTaken",
                "TransferLine",
                "TransferPage",
                "TransferGap",
                "PartnerClient",
                "PartnerKey",
                "MilestoneLine",
                "MilestoneFate",
            ]
        ),
        (
            "the staff's own accounts, posts and log, behind the pages of administrators and auditors",
            [
                "Account",
                "AccountStore",
                "Appointment",
                "ApiKey",
                "AuditEntry",
                "Doer",
                "DemoPost",
                "Made",
                "Not",
                "StaffMember",
                "StaffPost",
            ]
        ),
        (
            "goes in and never comes out: what somebody hands over to be kept",
            [
                "NewPhoto",
                "HandedIn",
                "ImportedMatter",
                "ImportedOutcome",
                "DraftKey",
                "CaseOccurrence",
                "RegisterSheet",
                "PremisesSheet",
            ]
        ),
        (
            "how a run of an import or a backup went: counts, hashes and names of tables",
            ["KeptImport", "KeptPremisesFile", "ImportStand", "StoredImport", "ImportedSettings", "BackupManifest", "BackupTable"]
        ),
        ("an answer to whoever acted: their own new link and number", ["Raised", "AskConfirmed"]),
        ("a sentence of the product's own that says why not", ["Refused"]),
        (
            "settings, and the register of the declarations themselves",
            ["StorageSettings", "CaseStations", "CalendarFolder", "JurisdictionFiles", "DeclaredField", "FieldRegister"]
        ),
        ("the keys, which show nothing: where they are used is the rule of KeyTests", ["IdentityRing"]),
        ("the database itself, whose rows of matters are internal to Storage", ["Db", "SqliteDb", "PostgresDb"])
    );

    private static Dictionary<string, string> Because(params (string Why, string[] Types)[] reasons) =>
        reasons.SelectMany(r => r.Types.Select(type => (type, r.Why))).ToDictionary(x => x.type, x => x.Why);

    private sealed record Shown(Type Projection, PropertyInfo Property, ShowsAttribute Shows, IReadOnlyList<Audience> To);

    private static IEnumerable<Type> Projections { get; } =
        Product
            .Assemblies.SelectMany(Product.Written)
            .Where(t => t.GetCustomAttribute<ProjectionForAttribute>() is not null)
            .ToList();

    private static List<Shown> AllShown { get; } =
    [
        .. from type in Projections
        let audiences = type.GetCustomAttribute<ProjectionForAttribute>()!.Audiences
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        from shows in property.GetCustomAttributes<ShowsAttribute>()
        select new Shown(type, property, shows, shows.Only.Length > 0 ? shows.Only : audiences),
    ];

    // A column that says neither stops the start, which FieldTests shows; here stand the ones that say it.
    [Fact]
    public void Every_column_of_words_bytes_or_positions_says_whether_it_is_personal_and_what_for() =>
        Assert.True(Register().KnownColumns.Count > 150);

    [Fact]
    public void What_says_that_it_is_not_personal_names_columns_that_exist() =>
        Assert.All(
            Product.Written(Product.Storage).SelectMany(t => t.GetCustomAttributes<NotPersonalAttribute>().Select(a => (t, a))),
            found => Assert.All(found.a.Fields, field => Assert.NotNull(found.t.GetProperty(field)))
        );

    [Fact]
    public void A_field_is_either_personal_or_not() =>
        Assert.All(
            Product.Written(Product.Storage),
            type =>
            {
                var not = type.GetCustomAttributes<NotPersonalAttribute>().SelectMany(a => a.Fields).ToList();
                Assert.Equal(not.Count, not.Distinct().Count());
                Assert.DoesNotContain(
                    type.GetProperties(),
                    p => p.GetCustomAttribute<PersonalFieldAttribute>() is not null && not.Contains(p.Name)
                );
            }
        );

    [Fact]
    public void Everything_that_shows_words_of_matters_is_a_projection_for_named_audiences() =>
        Rule.Holds(
            from type in Product.Written(Product.Storage)
            where type.IsVisible && !type.IsEnum && !Parts().Contains(type)
            where type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Any(p => IsWordy(p.PropertyType))
            where type.GetCustomAttribute<ProjectionForAttribute>() is null
            select new Finding(type.Name, $"{type.FullName} shows words and names no audience: give it a ProjectionFor"),
            NotShown
        );

    [Fact]
    public void There_is_no_way_from_storage_to_a_personal_field_but_through_a_projection()
    {
        // What stands inside a projection and is of the domain is whole by itself, and is handed out by nothing else.
        var shown = Projections.Concat(Parts().Where(t => t.Assembly == Product.Storage)).ToHashSet();
        Rule.Holds(
            from type in Product.Written(Product.Storage)
            where type.IsVisible && !shown.Contains(type)
            from member in type.GetMembers(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly
            )
            from given in Within(GivenBy(member))
            where LeadsToPersonal(given, shown, [])
            select new Finding(
                $"{type.Name}.{member.Name}",
                $"{type.FullName}.{member.Name} hands out {given.Name}, which holds personal fields and is no projection: hand out one, or keep it inside"
            ),
            HandedOut
        );
    }

    private static Type GivenBy(MemberInfo member) =>
        member switch
        {
            PropertyInfo p => p.PropertyType,
            FieldInfo f => f.FieldType,
            // What a record makes of itself is what it was already.
            MethodInfo { IsSpecialName: false, Name: not ("<Clone>$" or "Deconstruct") } m => m.ReturnType,
            _ => typeof(void),
        };

    // A projection ends the way: what it shows, and to whom, is declared on it.
    private static bool LeadsToPersonal(Type type, HashSet<Type> shown, HashSet<Type> seen) =>
        type == typeof(PersonalText)
        || type == typeof(PremisesContacts)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Personal<>))
        || (
            type.Namespace?.StartsWith("SmallMatters", StringComparison.Ordinal) == true
            && !type.IsEnum
            && !shown.Contains(type)
            && seen.Add(type)
            && (
                type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Any(p =>
                        p.GetCustomAttribute<PersonalFieldAttribute>() is not null
                        || Within(p.PropertyType).Any(t => LeadsToPersonal(t, shown, seen))
                    ) || type.GetNestedTypes().Where(t => t.IsSubclassOf(type)).Any(t => LeadsToPersonal(t, shown, seen))
            )
        );

    [Fact]
    public void Every_word_of_a_projection_says_what_it_shows() =>
        Rule.Holds(
            from type in Projections
            let nothing = type.GetCustomAttribute<ShowsNothingPersonalAttribute>()?.Fields ?? []
            from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            where IsWordy(property.PropertyType) && !nothing.Contains(property.Name)
            where !property.GetCustomAttributes<ShowsAttribute>().Any()
            select new Finding(
                $"{type.Name}.{property.Name}",
                $"{type.Name}.{property.Name} says neither what it shows nor that it shows nothing personal"
            )
        );

    [Fact]
    public void What_is_declared_to_be_read_by_an_audience_is_what_its_projections_show() =>
        Assert.All(
            Enum.GetValues<PersonalItem>(),
            item =>
                Assert.Equal(
                    PersonalItems.Audiences(item).Order().Select(a => $"{item} → {a}"),
                    AllShown
                        .Where(s => s.Shows.Items.Contains(item))
                        .SelectMany(s => s.To)
                        .Distinct()
                        .Order()
                        .Select(a => $"{item} → {a}")
                )
        );

    [Fact]
    public void Rows_do_not_leave_storage_so_that_a_page_reads_projections_only() =>
        Assert.All(
            Product.Written(Product.Storage).Where(t => t.Name.EndsWith("Row", StringComparison.Ordinal)),
            row => Assert.False(row.IsVisible, $"{row.FullName} is visible outside")
        );

    [Fact]
    public void The_document_of_who_sees_what_is_made_from_the_projections() => Docs.Same(Page, Document());

    private static FieldRegister Register()
    {
        using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddStorage(new StorageSettings(Path.GetTempPath(), null, null, "http://localhost"))
            .BuildServiceProvider();
        return services.GetRequiredService<FieldRegister>();
    }

    // Types that stand inside a projection are covered by the property that holds them.
    private static HashSet<Type> Parts() =>
        [.. Projections.SelectMany(t => t.GetProperties()).SelectMany(p => Within(p.PropertyType))];

    private static IEnumerable<Type> Within(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Within).Append(type)
        : type.IsArray ? Within(type.GetElementType()!)
        : [type];

    // Words, positions, and what holds either: a number, a date, a key or a closed list is none.
    private static bool IsWordy(Type type) =>
        Within(type)
            .Any(t =>
                t == typeof(string)
                || t == typeof(double)
                || t == typeof(byte[])
                || (
                    t.Namespace?.StartsWith("SmallMatters", StringComparison.Ordinal) == true
                    && t is { IsEnum: false, IsGenericParameter: false }
                    && t.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                        .Any(p => p.PropertyType != t && p.PropertyType.Namespace != t.Namespace && IsWordyLeaf(p.PropertyType))
                )
                || (t.Namespace == typeof(Matter).Namespace && t.IsClass && t != typeof(MatterClock))
                || IsComponent(t)
            );

    private static bool IsWordyLeaf(Type type) => Within(type).Any(t => t == typeof(string) || t == typeof(PersonalText));

    private static bool IsComponent(Type type) =>
        type.Namespace?.StartsWith("SmallMatters.Storage", StringComparison.Ordinal) == true
        && type is { IsClass: true }
        && !typeof(IEnumerable).IsAssignableFrom(type)
        && type.GetProperties().Any(p => Within(p.PropertyType).Contains(typeof(string)));

    private static string Document()
    {
        var audiences = Enum.GetValues<Audience>();
        var text = new StringBuilder();
        text.Append("# 谁能看到什么 Who may see what\n\n");
        text.Append(
            "<!-- Made from the projections and the declared fields by a test; do not edit. UPDATE_DOCS=1 ./test house rewrites it. -->\n\n"
        );
        text.Append(
            "本页列出每一类人能看到居民的哪些信息。行是保存的信息，列是看的人；每一格由程序里的投影得出，没有投影就看不到。\n"
        );
        text.Append(
            "Each row is something of residents that is kept, each column somebody who looks. The cells come from the projections of the program: without a projection there is no way to see anything ([decision 0005](decisions/0005-one-projection-per-audience.md)).\n\n"
        );
        text.Append("● 能看到 sees it · ○ 有条件（见下） under a condition (below) · 空白：看不到 empty: does not see it\n\n");
        text.Append($"| 信息 What | {string.Join(" | ", audiences.Select(a => $"{a.Said().Zh}<br>{a.Said().En}"))} |\n");
        text.Append($"|---|{string.Concat(audiences.Select(_ => ":-:|"))}\n");
        foreach (var item in Enum.GetValues<PersonalItem>())
        {
            var cells = audiences.Select(a => Cell(item, a));
            text.Append($"| {item.Said().Zh}<br>{item.Said().En} | {string.Join(" | ", cells)} |\n");
        }
        text.Append("\n## 条件 Conditions\n\n");
        foreach (
            var condition in AllShown
                .Where(s => s.Shows.WhenZh is not null)
                .SelectMany(s => s.Shows.Items.SelectMany(i => s.To.Select(a => (Item: i, To: a, s.Shows))))
                .Where(c => Cell(c.Item, c.To) == "○")
                .Select(c =>
                    $"- {c.Item.Said().Zh}，{c.To.Said().Zh}：{c.Shows.WhenZh}。{c.Item.Said().En}, {Lower(c.To.Said().En)}: {c.Shows.WhenEn}.\n"
                )
                .Distinct()
        )
        {
            text.Append(condition);
        }
        text.Append("\n## 每项信息做什么用、依据什么、存多久 What for, on what basis, how long\n\n");
        text.Append("| 信息 What | 字段 Fields | 用途 Purpose | 依据 Basis | 保存 Kept |\n|---|---|---|---|---|\n");
        foreach (
            var group in Register()
                .Personal.GroupBy(f => (f.Field.Item, f.Field.Purpose, f.Field.Basis, f.Field.Kept))
                .OrderBy(g => g.Key.Item)
                .ThenBy(g => g.Key.Purpose)
                .ThenBy(g => g.Key.Kept)
        )
        {
            var (item, purpose, basis, kept) = group.Key;
            var rule = Domain.DataProtection.RetentionRuleBook.BuiltIn.For(kept);
            text.Append(
                $"| {Both(item.Said())} | {string.Join("<br>", group.Select(f => $"`{f.Where}`"))} | {Both(purpose.Said())} | {Both(basis.Said())} | {rule.Length.Zh}（{rule.Starts.Zh}起）<br>{rule.Length.En}, from when {rule.Starts.En} |\n"
            );
        }
        text.Append("\n## 投影 The projections\n\n| 看的人 Who looks | 类型 Type | 显示 Shows |\n|---|---|---|\n");
        foreach (
            var type in Projections
                .OrderBy(t => t.GetCustomAttribute<ProjectionForAttribute>()!.Audiences[0])
                .ThenBy(t => t.FullName, StringComparer.Ordinal)
        )
        {
            var to = type.GetCustomAttribute<ProjectionForAttribute>()!.Audiences;
            var items = AllShown.Where(s => s.Projection == type).SelectMany(s => s.Shows.Items).Distinct().Order().ToList();
            text.Append(
                $"| {string.Join("、", to.Select(a => a.Said().Zh))} | `{type.Name}` | {(items.Count == 0 ? "—" : string.Join("、", items.Select(i => i.Said().Zh)))} |\n"
            );
        }
        return text.ToString();
    }

    private static string Cell(PersonalItem item, Audience audience)
    {
        var found = AllShown.Where(s => s.Shows.Items.Contains(item) && s.To.Contains(audience)).ToList();
        return found.Count == 0 ? ""
            : found.TrueForAll(s => s.Shows.WhenZh is not null) ? "○"
            : "●";
    }

    private static string Both(Bilingual said) => $"{said.Zh}<br>{said.En}";

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];
}
