using System.Diagnostics;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Participation;

/// <summary>Addresses of consultations, meetings and tasks.</summary>
internal static class TakingPartLinks
{
    public const string Public = "/taking-part";
    public const string Staff = "/staff/taking-part";
    public const string Consultations = "/staff/consultations";
    public const string Meetings = "/staff/meetings";
    public const string Tasks = "/staff/tasks";

    /// <summary>One for everybody.</summary>
    public static string Read(JointFile file) =>
        file switch
        {
            Consultation => $"/consultations/{file.Key:N}",
            Meeting => $"/meetings/{file.Key:N}",
            _ => $"/tasks/{file.Key:N}",
        };

    /// <summary>One for the staff, by the name of its kind.</summary>
    public static string Of(string kind, Guid id) =>
        kind switch
        {
            nameof(Consultation) => $"{Consultations}/{id:N}",
            nameof(Meeting) => $"{Meetings}/{id:N}",
            nameof(VolunteerTask) => $"{Tasks}/{id:N}",
            _ => throw new UnreachableException(),
        };
}

/// <summary>Consultations, meetings and tasks in words.</summary>
internal static class TakingPartWords
{
    /// <summary>When it is: until when a consultation takes answers, when a meeting or a task begins.</summary>
    public static string When(this Speech speech, JointFile file) =>
        file switch
        {
            Consultation it => speech[$"到{speech.Date(it.Paper.Until)}为止", $"until {speech.Date(it.Paper.Until)}"],
            Meeting it => speech.DateTime(it.Paper.From),
            VolunteerTask it => speech.DateTime(it.Paper.From),
            _ => throw new UnreachableException(),
        };

    /// <summary>The same of each line of a list of the staff.</summary>
    public static async Task<LinesShown> WithDaysAsync<T>(this LinesShown shown, Desk desk, CancellationToken cancel)
        where T : JointFile =>
        shown with
        {
            Own = (await JointLists.ByKeyAsync<T>(desk.Db, desk.Scope, [.. shown.Lines.Select(l => l.Id)], cancel)).ToDictionary(
                file => file.Key,
                Func<Speech, string> (file) => speech => speech.When(file.Value)
            ),
        };

    /// <summary>What a second person chooses from.</summary>
    public static IEnumerable<Choice> Releases { get; } =
    [Choice.Of("true", "公开", "It goes out"), Choice.Of("false", "退回", "Send it back")];

    /// <summary>Whether a promise was kept.</summary>
    public static IEnumerable<Choice> Kept { get; } =
    [Choice.Of("true", "做到了", "It was kept"), Choice.Of("false", "没有做到", "It was not")];

    /// <summary>What a unit may do about a theme.</summary>
    public static IEnumerable<Choice> Outcomes { get; } =
        Enum.GetValues<ThemeOutcome>().Select(o => new Choice(o.ToString(), o.Said()));

    /// <summary>What may follow from a line of the minutes.</summary>
    public static IEnumerable<Choice> LineKinds { get; } =
    [Choice.Of("", "请选择", "Choose"), .. Enum.GetValues<MinuteKind>().Select(k => new Choice(k.ToString(), k.Said()))];

    /// <summary>What may have to be ready at a meeting.</summary>
    public static IEnumerable<Choice> Needs { get; } =
        Enum.GetValues<MeetingNeed>().Select(n => new Choice(n.ToString(), n.Said()));

    public static Bilingual Said(this ConsultationStage stage) =>
        stage switch
        {
            ConsultationStage.Written => new("待核对", "To be read by a second person"),
            ConsultationStage.SentBack => new("退回", "Sent back"),
            ConsultationStage.Open => new("征求意见", "Asking residents"),
            ConsultationStage.Answered => new("已公布答复", "Answered in public"),
            ConsultationStage.CalledOff => new("已取消", "Called off"),
            _ => throw new UnreachableException(),
        };

    /// <summary>Where a consultation stands on a day, as residents read it.</summary>
    public static Bilingual Standing(this Consultation it, DateOnly today) =>
        !it.IsClosed(today) ? it.Stage.Said()
        : it.Duties.Any(d => d.For == DutyFor.PublishAnswers && d.IsOpen && d.Clock.Deadline.DueOn < today)
            ? new("已截止，答复超期", "Over; the answer is late")
        : new("已截止，等答复", "Over; the answer is to come");

    public static Bilingual Said(this MeetingStage stage) =>
        stage switch
        {
            MeetingStage.Written => new("待核对", "To be read by a second person"),
            MeetingStage.SentBack => new("退回", "Sent back"),
            MeetingStage.Called => new("已通知", "Called"),
            MeetingStage.Held => new("已公布纪要", "Minutes published"),
            MeetingStage.CalledOff => new("已取消", "Called off"),
            _ => throw new UnreachableException(),
        };

    /// <summary>Where a meeting stands at an instant, as residents read it.</summary>
    public static Bilingual Standing(this Meeting it, DateTimeOffset now) =>
        it.Stage != MeetingStage.Called ? it.Stage.Said()
        : now < it.Paper.From ? new("可以报名", "Sign up")
        : now < it.Paper.Until ? new("正在开", "Going on")
        : new("开过了，等纪要", "Over; the minutes are to come");

    public static Bilingual Said(this TaskStage stage) =>
        stage switch
        {
            TaskStage.Written => new("待核对", "To be read by a second person"),
            TaskStage.SentBack => new("退回", "Sent back"),
            TaskStage.Open => new("已公开", "Offered"),
            TaskStage.Ended => new("已结束", "Ended"),
            TaskStage.CalledOff => new("已取消", "Called off"),
            _ => throw new UnreachableException(),
        };

    /// <summary>Where a task stands at an instant, as residents read it.</summary>
    public static Bilingual Standing(this VolunteerTask it, DateTimeOffset now) =>
        it.Stage != TaskStage.Open ? it.Stage.Said()
        : it.TakesMore(now) ? new($"还差 {it.Left} 人", $"{it.Left} more needed")
        : now < it.Paper.From ? new("人数够了", "Enough people")
        : now < it.Paper.Until ? new("正在做", "Going on")
        : new("做完了，等单位说明", "Over; the unit has not said yet what came of it");

    public static Bilingual Said(this ThemeOutcome outcome) =>
        outcome switch
        {
            ThemeOutcome.TakenUp => new("采纳", "Taken up"),
            ThemeOutcome.InPart => new("部分采纳", "Taken up in part"),
            ThemeOutcome.NotTakenUp => new("不采纳", "Not taken up"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this MinuteKind kind) =>
        kind switch
        {
            MinuteKind.Noted => new("听到了", "Noted"),
            MinuteKind.Answered => new("当场答复", "Answered there"),
            MinuteKind.Matter => new("转为诉求", "Becomes a matter"),
            MinuteKind.Promise => new("承诺", "A promise"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this MeetingNeed need) =>
        need switch
        {
            MeetingNeed.StepFree => new("不走台阶", "No steps"),
            MeetingNeed.SignLanguage => new("手语翻译", "Sign language"),
            MeetingNeed.Hearing => new("听不清，坐前排", "A seat in front, to hear"),
            MeetingNeed.OtherLanguage => new("方言或者别的语言", "A dialect or another language"),
            MeetingNeed.Children => new("带孩子来", "Children come along"),
            _ => throw new UnreachableException(),
        };

    /// <summary>A count from the floor on.</summary>
    public static Bilingual Counted(int count) => ConsultationCounts.Told([count])[0].Said();

    /// <summary>What is told of a count.</summary>
    public static Bilingual Said(this CountTold told) =>
        told switch
        {
            { Withheld: true } => new("不单独说明", "not told by itself"),
            { Count: { } count } => new($"{count} 条", $"{count}"),
            _ => new($"不足 {ConsultationCounts.Floor} 条", $"fewer than {ConsultationCounts.Floor}"),
        };

    /// <summary>What became of a promise by a day.</summary>
    public static Bilingual Standing(this MinuteLine line, DateOnly today) =>
        line switch
        {
            { End: { Kept: true } end } when end.On <= line.DueOn => new("做到了", "Kept"),
            { End.Kept: true } => new("做到了，晚了", "Kept, late"),
            { End: not null } => new("没有做到", "Not kept"),
            _ when line.DueOn < today => new("已超期", "Overdue"),
            _ => new("在做", "Under way"),
        };

    /// <summary>What a fact says; null for another file's.</summary>
    public static Bilingual? Fact(JointFact fact) =>
        fact switch
        {
            ConsultationWritten or MeetingWritten or TaskWritten => new("写好，待核对", "It was written"),
            ConsultationRewritten or MeetingRewritten or TaskRewritten => new("改好再交", "It was written again"),
            ConsultationSentBack or MeetingSentBack or TaskSentBack => new("退回修改", "It was sent back"),
            ConsultationOpened => new("开始征求意见", "Residents can answer"),
            MeetingCalled => new("通知居民", "Residents were invited"),
            TaskOpened => new("公开，可以领取", "Residents can take it"),
            ConsultationCalledOff or MeetingCalledOff or TaskCalledOff => new("取消", "It was called off"),
            ThemeNamed named => new($"归类：{named.Theme.Title}", $"A theme was named: {named.Theme.Title}"),
            ConsultationAnswerWritten => new("写好答复，待核对", "The answer was written"),
            ConsultationAnswerSentBack => new("答复退回修改", "The answer was sent back"),
            ConsultationAnswered => new("公布答复", "The answer was published"),
            MeetingRescheduled => new("改期", "It was moved"),
            SignedUp up => new($"报名 {up.Coming.People} 人", $"{up.Coming.People} signed up"),
            SignedOff => new("取消报名", "A sign-up was taken back"),
            MinutesWritten => new("写好纪要，待核对", "The minutes were written"),
            MinutesSentBack => new("纪要退回修改", "The minutes were sent back"),
            MinutesPublished => new("公布纪要", "The minutes were published"),
            LineRaised raised => new(
                $"转为诉求 {Reference.FromValue(raised.Matter)}",
                $"A line became matter {Reference.FromValue(raised.Matter)}"
            ),
            MeetingPromiseEnded { End.Kept: true } => new("承诺做到了", "A promise was kept"),
            MeetingPromiseEnded => new("承诺没有做到", "A promise was not kept"),
            PlaceTaken => new("有人领取", "Somebody took a place"),
            PlaceGivenBack => new("有人退回", "Somebody gave a place back"),
            PlaceDone => new("有人说做完了", "Somebody says that it is done"),
            TaskEnded => new("说明结果", "The unit said what came of it"),
            _ => null,
        };

    /// <summary>What was written with a fact, or null.</summary>
    public static string? Written(JointFact fact) =>
        fact switch
        {
            ConsultationSentBack back => back.Words,
            ConsultationCalledOff off => off.Words,
            ConsultationAnswerSentBack back => back.Words,
            MeetingSentBack back => back.Words,
            MeetingRescheduled moved => moved.Words,
            MeetingCalledOff off => off.Words,
            MinutesSentBack back => back.Words,
            MeetingPromiseEnded ended => ended.End.Words,
            TaskSentBack back => back.Words,
            TaskCalledOff off => off.Words,
            TaskEnded ended => ended.Words,
            _ => null,
        };
}
