using Microsoft.AspNetCore.Authorization;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Following;
using SmallMatters.Web.JointHandling;

namespace SmallMatters.Web.Participation.Meetings;

/// <summary>One meeting for everybody: the invitation with what became of the last one, the sign-up, the minutes.</summary>
[Authorize(Policies.Everybody)]
public sealed class OneModel(GivingDesk desk, StorageSettings settings) : GivePage<Meeting>(desk)
{
    /// <summary>The whole address of this page, for who has it on paper.</summary>
    public string Whole => $"{settings.PublicAddress}/meetings/{Shown.Key:N}";

    /// <summary>The same as a QR code, as a data address.</summary>
    public string Code => "data:image/png;base64," + Convert.ToBase64String(Links.Code(Whole));

    /// <summary>What became of the lines of the meeting before; null where there was none.</summary>
    public MinutesShown? Before { get; private set; }

    /// <summary>The minutes; null before they are public.</summary>
    public MinutesShown? Minutes { get; private set; }

    protected override (ReplyKind Kind, ReplyBody? Body, Refusal? Why) Read()
    {
        var needs = Form.Needs.Select(JointSteps.Chosen<MeetingNeed>).OfType<MeetingNeed>();
        var (wish, why) = SignUpRule.Read(Shown, new SignUpForMeeting(Form.People, [.. needs], Form.Item), Now);
        return (ReplyKind.SignUp, wish is null ? null : new ReplyBody(wish.Item, null, wish.Coming), why);
    }

    protected override async Task PrepareAsync(CancellationToken cancel)
    {
        var before = await TakingPartReader.MeetingBeforeAsync(Desk.Db, Shown, cancel);
        Before = before is null ? null : await MinutesShown.OfAsync(Desk.Db, before, Jurisdiction, Today, cancel);
        Minutes = Shown.Minutes is null ? null : await MinutesShown.OfAsync(Desk.Db, Shown, Jurisdiction, Today, cancel);
    }
}
