using System.Collections.Immutable;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Performance;

/// <summary>
/// Something that is often asked for as a target and is none here (SPEC §11, §16), with the reason that whoever asks for it is told.
/// </summary>
/// <param name="Code">As it comes from a form.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Because">Why it is no measure.</param>
public sealed record NotAMeasure(string Code, Bilingual Name, Bilingual Because)
{
    private static readonly Bilingual MoreIsNotSafer = new(
        "数量上去了，不等于居民更安全；为了凑数会多做、虚做。",
        "More of it is not more safety, and whoever needs numbers makes them."
    );

    /// <summary>All that are named.</summary>
    public static ImmutableArray<NotAMeasure> All { get; } =
    [
        new(
            "events",
            new("警情数、诉求数", "Number of incidents or matters"),
            new(
                "数字少了，可能只是没有人敢报；居民越信任，报得越多。",
                "Fewer may mean that nobody dares to say; the more people trust, the more they raise."
            )
        ),
        new("visits", new("走访数、巡查数", "Number of visits or rounds"), MoreIsNotSafer),
        new(
            "penalties",
            new("处罚数、罚款额、拘留数", "Number of penalties, fines, detentions"),
            new("处罚不能有指标，这是法律的底线。", "Penalties have no quota; that is where the law draws the line.")
        ),
        new(
            "cases",
            new("立案数、破案率", "Number of cases filed, clear-up rate"),
            new(
                "为了好看，会不立案、乱立案；破案率连同分母一起会变。",
                "For its sake cases are not filed, or filed that are none; the rate moves with its own denominator."
            )
        ),
        new(
            "mediations",
            new("调解件数、调解成功率", "Number of mediations, success rate"),
            new(
                "调解是当事人自愿的；成功率会变成劝人让步。",
                "Mediation is the parties’ own choice; a success rate becomes pressure to give in."
            )
        ),
        new("registrations", new("注册数、关注数、发帖数", "Registrations, followers, posts"), MoreIsNotSafer),
        new(
            "persons",
            new("个人排名、个人得分", "Ranking or scoring of persons"),
            new("这里不给任何人打分，不论是居民还是工作人员。", "Nobody is scored here, neither residents nor staff.")
        ),
    ];

    /// <summary>Why it cannot be chosen.</summary>
    /// <param name="field">The field of the form.</param>
    public Refusal Refuse(string field) =>
        Refusal.Of(
            "not-a-measure",
            $"“{Name.Zh}”不能当目标。{Because.Zh}",
            $"“{Name.En}” cannot be a target. {Because.En}",
            field
        );
}
