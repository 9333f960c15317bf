using System.Collections.Immutable;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Accountability;

/// <summary>Whether a unit is given credit or held to account.</summary>
public enum ReckoningSort
{
    /// <summary>表扬.</summary>
    Credit,

    /// <summary>问责.</summary>
    Accountability,
}

/// <summary>Why a unit is given credit or held to account.</summary>
public enum Ground
{
    /// <summary>解决了长期的难题.</summary>
    LongStandingSolved,

    /// <summary>主动说出自己的差错.</summary>
    OwnMistakeTold,

    /// <summary>帮了别的单位.</summary>
    OthersHelped,

    /// <summary>做法被别的单位采用.</summary>
    PracticeCopied,

    /// <summary>推诿.</summary>
    ShiftedOff,

    /// <summary>敷衍.</summary>
    Perfunctory,

    /// <summary>弄虚作假.</summary>
    FalseRecords,

    /// <summary>泄露.</summary>
    Leaked,

    /// <summary>打击报复.</summary>
    Retaliated,

    /// <summary>承诺没有理由不兑现.</summary>
    PromiseBroken,
}

/// <summary>A ground with its name and source.</summary>
/// <param name="Code">Which.</param>
/// <param name="Sort">Credit or accountability.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record GroundText(Ground Code, ReckoningSort Sort, Bilingual Name, Bilingual Source)
{
    private static readonly Bilingual Own = new("本项目的规定", "The product’s own rule");

    // The regulation is Beijing's; another jurisdiction has a rule of its own beside it.
    private static readonly Bilingual Hotline = new(
        "《北京市接诉即办工作条例》第三十五条（地方性法规）",
        "Beijing regulation on handling of complaints (接诉即办工作条例), article 35, a local rule"
    );

    private static readonly Bilingual Statistics = new(
        "《统计法》第七条、第九条；《北京市接诉即办工作条例》第三十五条（地方性法规）",
        "Statistics Law, articles 7 and 9; Beijing regulation on handling of complaints, article 35, a local rule"
    );

    /// <summary>All, credit first.</summary>
    public static ImmutableArray<GroundText> All { get; } =
    [
        new(
            Ground.LongStandingSolved,
            ReckoningSort.Credit,
            new("解决了长期没有解决的问题", "Solved what had stayed unsolved for long"),
            Own
        ),
        new(
            Ground.OwnMistakeTold,
            ReckoningSort.Credit,
            new("主动说出并改正自己的差错", "Told its own mistake and put it right"),
            Own
        ),
        new(
            Ground.OthersHelped,
            ReckoningSort.Credit,
            new("帮别的单位办成了事", "Helped another unit to get something done"),
            Own
        ),
        new(
            Ground.PracticeCopied,
            ReckoningSort.Credit,
            new("做法被别的单位采用", "Its practice was copied by another unit"),
            Own
        ),
        new(Ground.ShiftedOff, ReckoningSort.Accountability, new("推诿", "Passed on what was its own to do"), Hotline),
        new(Ground.Perfunctory, ReckoningSort.Accountability, new("敷衍", "Did it for show only"), Hotline),
        new(Ground.FalseRecords, ReckoningSort.Accountability, new("弄虚作假", "Kept false records"), Statistics),
        new(
            Ground.Leaked,
            ReckoningSort.Accountability,
            new("泄露居民的信息或者诉求内容", "Let out what residents had said or who they are"),
            Hotline
        ),
        new(
            Ground.Retaliated,
            ReckoningSort.Accountability,
            new("打击报复", "Retaliated against who had raised something"),
            Hotline
        ),
        new(
            Ground.PromiseBroken,
            ReckoningSort.Accountability,
            new("作出的承诺没有理由不兑现", "Broke a promise without a reason"),
            Own
        ),
    ];

    /// <summary>The text of a ground.</summary>
    public static GroundText For(Ground code) => All.First(g => g.Code == code);
}

/// <summary>Something that is often taken for a ground and is none here, with the reason that whoever asks for it is told.</summary>
/// <param name="Code">As it comes from a form.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Because">Why it is no ground.</param>
public sealed record NotAGround(string Code, Bilingual Name, Bilingual Because)
{
    /// <summary>All that are named.</summary>
    public static ImmutableArray<NotAGround> All { get; } =
    [
        new(
            "rate",
            new("比例低、排名靠后、目标没有达到", "A low rate, a low rank, a target not reached"),
            new(
                "数字会受运气和居民构成影响；要先弄清楚做了什么、没做什么。",
                "Figures move with luck and with who lives there; first find out what was done and what was not."
            )
        ),
        new(
            "complained-of",
            new("被反映得多、被评价不满意", "Often complained of, judged with a no"),
            new(
                "居民说不满意是权利；因此问责，居民就没法说真话。",
                "Saying no is the residents’ right; if it were held against a unit, nobody could say it freely."
            )
        ),
        new(
            "count",
            new("办得多、罚得多、走访得多", "Handled, fined or visited more than others"),
            new("多不等于好；为了凑数会多做、虚做。", "More is not better, and whoever needs numbers makes them.")
        ),
        new(
            "honest-attempt",
            new("试新办法没有成功", "Tried something new in good faith, and it did not work"),
            new(
                "出于公心、按规定做、没有谋私，失败了记作经验，不问责（容错纠错，《北京市接诉即办工作条例》第三十六条，地方性法规）。",
                "Done for the common good, by the rules and for no gain of one’s own, a failure is kept as a lesson (tolerance of honest "
                    + "mistakes: Beijing regulation on handling of complaints, article 36, a local rule)."
            )
        ),
        new(
            "person",
            new("某一个经办人", "One handler"),
            new(
                "这里认定的是单位做的事，由负责人说明；对个人的处分由人事和纪检机关依法办理。",
                "What is decided here is what a unit did, and its leader answers; a penalty of a person is for the personnel and "
                    + "discipline organs under their law."
            )
        ),
    ];

    /// <summary>Why it cannot be chosen.</summary>
    /// <param name="field">The field of the form.</param>
    public Refusal Refuse(string field) =>
        Refusal.Of("not-a-ground", $"“{Name.Zh}”不能作为理由。{Because.Zh}", $"“{Name.En}” is no ground. {Because.En}", field);
}
