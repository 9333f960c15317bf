using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Knowledge;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Knowledge;

namespace SmallMatters.Web.Knowledge;

/// <summary>The demonstration's answers: three that hold, one of them soon to be looked at again.</summary>
internal sealed class DemoKnowledge(
    IDbContextFactory<Db> databases,
    JurisdictionSource jurisdictions,
    KnowledgeBook book,
    TimeProvider time
)
{
    private const string Unit = "station";

    /// <summary>Writes them, if the station has somebody who writes.</summary>
    public async Task MakeAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var writer = await db
            .Appointments.Where(a => a.Unit == Unit && a.Role == StaffRole.Supervisor)
            .Select(a => (Guid?)a.AccountId)
            .FirstOrDefaultAsync(cancel);
        if (writer is not { } account)
        {
            return;
        }
        var by = new Actor.Staff(new StaffId(account), Unit, [StaffRole.Supervisor]);
        var today = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(time.GetUtcNow());
        foreach (
            var (question, english, answer, answered, source, days) in new[]
            {
                (
                    "养犬登记怎么办理？",
                    "How is a dog registered?",
                    "带上犬只免疫证明和本人的住处证明到派出所窗口，当场办结。行动不便的，可以请我们上门。",
                    "Bring the dog's vaccination record and proof of where you live to the station's window; it is done on the spot. If you cannot come, ask us to call at your home.",
                    "本地养犬管理规定",
                    200
                ),
                (
                    "居住证在哪里申领？",
                    "Where do I apply for a residence permit?",
                    "到居住地的派出所或者社区服务点申领，自受理之日起十五日内发放。",
                    "At the station or service point where you live; it is issued within fifteen days.",
                    "《居住证暂行条例》第九条",
                    120
                ),
                (
                    "捡到身份证件交到哪里？",
                    "Where do I hand in found papers?",
                    "交到任何一个派出所的窗口，由我们联系失主。",
                    "At the window of any police station; we find whose they are.",
                    "《民法典》第三百一十四条",
                    10
                ),
            }
        )
        {
            var (done, _) = await book.WriteAsync(
                by,
                new KeepKnowledge(question, english, answer, answered, null, source, today.AddDays(days)),
                cancel
            );
            if (done is Acted.Refused { Why: var why })
            {
                throw new InvalidOperationException($"the demonstration's answer was refused: {why.Sentence}");
            }
        }
    }
}
