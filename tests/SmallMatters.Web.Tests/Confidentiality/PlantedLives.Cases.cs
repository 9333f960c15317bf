using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Web.Tests.MinorCases;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <content>Minor cases.</content>
internal sealed partial class PlantedLives
{
    // What the station's procedure reaches only after weeks is written as the facts that it would leave.
    private async Task CasesAsync()
    {
        Type[][] lives =
        [
            [
                typeof(PriorAttemptRecorded),
                typeof(ThingTaken),
                typeof(ThingReturned),
                typeof(CaseStepTaken),
                typeof(CaseExtended),
                typeof(CaseCalledBack),
                typeof(CaseServiceJudged),
                typeof(CaseServiceAnswered),
                typeof(SealOpened),
                typeof(ExternalNumberGiven),
                typeof(CaseMediationLinked),
                typeof(CaseDecided),
            ],
            [typeof(CaseAgreementReached)],
            [typeof(CaseTransferred)],
            [typeof(CaseTurnedAway)],
        ];
        var reader = _host.Services.GetRequiredService<CaseReader>();
        var desk = _host.Services.GetRequiredService<CaseDesk>();
        foreach (var facts in lives)
        {
            var scene = await CaseScene.MakeAsync(
                _host,
                ("Form.Name", Of("case_person.name")),
                ("Form.Phone", "13900008883"),
                ("Form.Account", Of("CaseRegistered.Account")),
                ("Form.Where", Of("CaseRegistered.Where"))
            );
            Cases.Add(scene.Address);
            Victims.Add((await scene.AsVictimAsync()).Path.Split('/')[^1]);
            var scope = new StaffScope(
                scene.Head.Id,
                scene.Head.Unit,
                [scene.Head.Unit],
                [scene.Head.Unit],
                [StaffRole.Supervisor, StaffRole.Handler]
            );
            var reference = Reference.FromValue(long.Parse(scene.Number));
            if (facts[0] == typeof(CaseAgreementReached))
            {
                await WriteAsync(
                    "begin",
                    (it, by, j, at) =>
                        MediateCaseRule.Begin(it, [.. CaseBook.BuiltIn.Conditions.Select(c => c.Code)], [], at, by, j, at)
                );
            }
            foreach (var type in facts)
            {
                await WriteAsync(type.Name, (it, _, _, at) => (CaseFact)Sample.Of(type, it.Office, at));
            }

            async Task WriteAsync(
                string what,
                Func<MinorCase, Actor.Staff, Domain.Units.Jurisdiction, DateTimeOffset, CaseDecision> decide
            )
            {
                var page = await reader.OpenAsync(reference, scope);
                var done = await desk.DecideAsync(reference, scope, (it, by, j, at, _) => decide(it, by, j, at), page?.Seen ?? 0);
                if (done is not Acted.Written)
                {
                    _refused.Add($"{what}: {(done as Acted.Refused)?.Why.Code ?? done.GetType().Name}");
                }
            }
        }
    }
}
