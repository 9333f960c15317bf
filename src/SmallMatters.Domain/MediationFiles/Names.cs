using System.Collections.Immutable;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Documents;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.MediationFiles;

/// <summary>How the papers call the mediation, its parties and its people.</summary>
internal sealed class Names(MediationFacts facts)
{
    /// <summary>The width of a place for a name.</summary>
    public const int NameWidth = 6;

    /// <summary>人民调解, 行政调解 …</summary>
    public Bilingual Way { get; } =
        facts.Way switch
        {
            VenueKind.Peoples => new("人民调解", "People's mediation"),
            VenueKind.PublicSecurity => new("治安调解", "Police mediation"),
            VenueKind.Administrative => new("行政调解", "Administrative mediation"),
            VenueKind.CourtAnnexed => new("诉前（委派、委托）调解", "Court-annexed mediation"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The title of the file.</summary>
    public Bilingual File => Paper("卷宗", "file");

    /// <summary>Who mediates: the committee, agency or station.</summary>
    public Bilingual Organ { get; } =
        facts.Way == VenueKind.PublicSecurity ? new("调解机关", "Mediating agency") : new("调解组织", "Mediating organisation");

    /// <summary>The title of one of its papers.</summary>
    public Bilingual Paper(string zh, string en) => new(Way.Zh + zh, $"{Way.En}: {en}");

    /// <summary>申请人, 被申请人, or party by number where nobody applied.</summary>
    public Bilingual RoleOf(PartyShown party)
    {
        if (facts.Parties.All(p => p.Role == PartyRole.Other))
        {
            var number = facts.Parties.IndexOf(party) + 1;
            return new Bilingual($"当事人{number}", $"Party {number}");
        }
        return party.Role == PartyRole.Applicant
            ? new Bilingual("申请人", "Applicant")
            : new Bilingual("被申请人", "Other party");
    }

    /// <summary>The party's name, or a place for it.</summary>
    public static Piece Of(PartyShown party) => Piece.Said(party.Name, NameWidth);

    /// <summary>Names after each other, or a place for one.</summary>
    public static Line All(ImmutableArray<string> names) =>
        names.IsEmpty ? Line.Blank(NameWidth) : new Bilingual(string.Join('、', names), string.Join(", ", names));

    /// <summary>
    /// The particulars of each party: the name from the facts, all else by hand. What the product does not ask for is no field of it, only a
    /// blank on this paper.
    /// </summary>
    public IEnumerable<Block> Particulars()
    {
        foreach (var party in facts.Parties)
        {
            yield return new Block.Heading(RoleOf(party));
            var rows = ImmutableArray.CreateBuilder<Field>();
            if (party.Kind == PartyKind.Person)
            {
                rows.Add(
                    new(
                        new("姓名", "Name"),
                        Line.Of(
                            Of(party),
                            new Bilingual("　性别", "  Sex"),
                            new Piece.Blank(3),
                            new Bilingual("　年龄", "  Age"),
                            new Piece.Blank(3),
                            new Bilingual("　民族", "  Ethnic group"),
                            new Piece.Blank(4)
                        )
                    )
                );
                rows.Add(new(new("身份证件号码", "Identity document no."), Line.Blank(18)));
                rows.Add(new(new("职业", "Occupation"), Line.Blank(8)));
            }
            else
            {
                rows.Add(new(new("名称", "Name"), Line.Of(Of(party))));
                rows.Add(
                    party.Kind == PartyKind.Many
                        ? new(
                            new("推选的代表", "Elected representatives"),
                            All([.. party.ActFor.Select(a => a.Name).OfType<string>()])
                        )
                        : new(new("法定代表人或者负责人、职务", "Legal representative or head, post"), Line.Blank(14))
                );
            }
            rows.Add(new(new("住址、联系方式", "Address, telephone"), Line.Blank(18)));
            yield return new Block.Fields(rows.ToImmutable());
        }
        if (!facts.Parties.IsEmpty)
        {
            yield return new Block.Paragraph(
                new Bilingual("空白处由本人手写，系统不保存。", "Blanks are filled in by hand; the system does not keep them.")
            );
        }
    }

    /// <summary>A line for each party, those who act for it included.</summary>
    public IEnumerable<Signature> PartiesSign(SignedBy by = SignedBy.NameSealOrFinger) =>
        facts.Parties.Select(p =>
        {
            var role = RoleOf(p);
            return new Signature(p.Name is { } name ? new Bilingual($"{role.Zh} {name}", $"{role.En} {name}") : role, by);
        });

    /// <summary>A line for the mediator and one for who writes down.</summary>
    public static IEnumerable<Signature> MediatorSigns { get; } =
    [new Signature(new("调解员", "Mediator"), SignedBy.Name), new Signature(new("记录人", "Recorder"), SignedBy.Name)];

    /// <summary>The row with the file's number, which the organisation gives by hand, and the reference.</summary>
    public Field Number =>
        new(
            new("编号", "Number"),
            Line.Of(
                new Bilingual("（", "("),
                new Piece.Blank(4),
                new Bilingual(facts.Way == VenueKind.Peoples ? "）人调字第" : "）调字第", ") no."),
                new Piece.Blank(4),
                facts.Reference is { } reference
                    ? new Bilingual($"号　诉求编号 {reference}", $"  matter {reference}")
                    : new Bilingual("号", "")
            )
        );
}
