using System.Collections.Immutable;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Performance;

/// <summary>What a unit's work may be measured by; the product has no other measure.</summary>
public enum MeasureCode
{
    /// <summary>响应率.</summary>
    Response,

    /// <summary>按期办结率.</summary>
    InTime,

    /// <summary>承诺兑现率.</summary>
    PromisesKept,

    /// <summary>解决率.</summary>
    Solved,

    /// <summary>满意率.</summary>
    Satisfied,

    /// <summary>重办率.</summary>
    Reopened,

    /// <summary>答复质量.</summary>
    SampledQuality,

    /// <summary>协办按时率.</summary>
    Cooperation,
}

/// <summary>
/// A measure with its definition (指标口径). Each is a share of something that was owed or asked, and none is a count of events, visits,
/// penalties or cases: those go up when more is done to people. The three rates of 接诉即办 (北京市接诉即办工作条例 art. 32) are
/// named there without a formula, so each says how it is counted here, under a version.
/// </summary>
/// <param name="Code">Which.</param>
/// <param name="Version">Its version; another way of counting is another version.</param>
/// <param name="Name">Its name.</param>
/// <param name="Counted">What is counted.</param>
/// <param name="Of">Of what it is the share.</param>
/// <param name="Missing">What is not known yet, or was not answered; never counted as good.</param>
/// <param name="LeftOut">What is left out, and why.</param>
/// <param name="HigherIsBetter">Whether more of it is better.</param>
public sealed record Measure(
    MeasureCode Code,
    int Version,
    Bilingual Name,
    Bilingual Counted,
    Bilingual Of,
    Bilingual Missing,
    Bilingual LeftOut,
    bool HigherIsBetter = true
)
{
    private static readonly Bilingual NoResult = new(
        "撤回的、合并的：没有可以评的办理结果",
        "withdrawn or merged: there is no result of the unit’s"
    );

    private static readonly Bilingual NoResident = new(
        "撤回的、合并的、工作人员自己发现的：没有可以问的居民",
        "withdrawn, merged or found by staff: there is no resident to ask"
    );

    private static readonly Bilingual Silent = new(
        "还在评价期内的、没有评价的：从不算满意",
        "those still within the window, and silence: never counted as satisfied"
    );

    /// <summary>All, in the order in which they are shown.</summary>
    public static ImmutableArray<Measure> All { get; } =
    [
        new(
            MeasureCode.Response,
            1,
            new("响应率", "Response"),
            new("首次联系没有超过时限的", "those whose resident first heard from a person in time"),
            new(
                "当月办结、要求首次联系的事（第一次办结）",
                "first closings of the month that had a time limit for first contact"
            ),
            new("没有记下首次联系的", "those without a record of it"),
            NoResult
        ),
        new(
            MeasureCode.InTime,
            1,
            new("按期办结率", "Closed in time"),
            new("没有超过办理时限的，依法延长后的时限也算", "those within their time limit, lawful extensions included"),
            new("当月每一次办结", "each closing of the month"),
            new("没有办理时限记录的", "those without a record of the time limit"),
            NoResult
        ),
        new(
            MeasureCode.PromisesKept,
            1,
            new("承诺兑现率", "Promises kept"),
            new("当天或者提前兑现的", "those kept by their day"),
            new("当月到期的承诺，改过日子的按最后答应的日子", "promises that fell due in the month, by the day last agreed"),
            new("没有", "none"),
            new("没有：说明理由放弃的也算没有兑现", "none: one given up with a reason was not kept")
        ),
        new(
            MeasureCode.Solved,
            1,
            new("解决率", "Solved"),
            new("居民说“解决了”的；“部分解决”不算", "residents who said “solved”; “partly” does not count"),
            new("当月办结、居民回答了“解决了吗”的", "closings of the month whose resident answered “is it solved?”"),
            Silent,
            NoResident
        ),
        new(
            MeasureCode.Satisfied,
            1,
            new("满意率", "Satisfied"),
            new(
                "居民对“公平对待了吗”回答“是”的；“部分”不算",
                "residents who said “yes” to “was I treated fairly?”; “partly” does not count"
            ),
            new("当月办结、居民回答了这一问的", "closings of the month whose resident answered it"),
            Silent,
            NoResident
        ),
        new(
            MeasureCode.Reopened,
            1,
            new("重办率", "Reopened"),
            new("办结后又重新办理的", "those dealt with again afterwards"),
            new("当月办结、评价期已过或者已经评价的", "closings of the month that were judged or whose window is over"),
            new("还在评价期内的", "those still within the window"),
            NoResult,
            HigherIsBetter: false
        ),
        new(
            MeasureCode.SampledQuality,
            2,
            new("答复质量（抽查）", "Quality of answers (sampled)"),
            new("抽查的问题没有一个答“否”的", "those of which no question was answered “no”"),
            new(
                "当月办结、系统随机抽中、不相干的单位看过的",
                "closings of the month that were drawn at random and read by a unit that did not deal with them"
            ),
            new(
                "抽中了没有看的：还没有看的、没有人不相干的、看之前封存或者注销了的都算，不分开说",
                "drawn and not read: not yet, nobody neutral, or sealed or erased before it was read; they are not told apart"
            ),
            new(
                "没有：撤回的、合并的、工作人员自己发现的、已封存或者注销的、有人受威胁的，和对工作人员的意见、纠纷、小案本来就不抽",
                "none: those withdrawn, merged, found by staff, sealed, erased, with a threat, of conduct, disputes and minor cases are never drawn"
            )
        ),
        new(
            MeasureCode.Cooperation,
            1,
            new("协办按时率", "Cooperation in time"),
            new(
                "按时答复的（接下，或者说明理由退回），和接下以后按时办完的",
                "those met: answered in time, by accepting or by giving back with a reason; and, once accepted, done in time"
            ),
            new(
                "别的单位请求协办、当月到期的时限：答复一个，接下以后办完一个；到期没有办的算没有按时",
                "deadlines of the month of parts that another unit asked for: one to answer, one to do what was accepted; what is due and not done was not in time"
            ),
            new("依法暂停的", "those paused by law"),
            new(
                "请求的单位收回的、居民不再需要的；退回以后由请求的单位自己承担",
                "those taken back by who asked or called off by the resident; what was given back is again the asking unit’s own"
            )
        ),
    ];

    /// <summary>The measure of a code.</summary>
    public static Measure For(MeasureCode code) => All.First(m => m.Code == code);
}

/// <summary>The counts behind a measure's share.</summary>
/// <param name="Count">The numerator.</param>
/// <param name="Total">The denominator.</param>
/// <param name="Missing">Not known yet, or not answered.</param>
/// <param name="LeftOut">Left out with the measure's reason.</param>
public readonly record struct MeasureCounts(int Count, int Total, int Missing, int LeftOut)
{
    /// <summary>The share; null of nothing.</summary>
    public double? Share => Total == 0 ? null : (double)Count / Total;

    /// <summary>Both together.</summary>
    public static MeasureCounts operator +(MeasureCounts a, MeasureCounts b) =>
        new(a.Count + b.Count, a.Total + b.Total, a.Missing + b.Missing, a.LeftOut + b.LeftOut);
}
