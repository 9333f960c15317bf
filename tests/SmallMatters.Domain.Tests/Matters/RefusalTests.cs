using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Sharing;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

public class RefusalTests
{
    private static Refusal Of(string code) => Refusal.Of(code, "不行", "No", code);

    [Fact]
    public void Several_refusals_are_one_that_keeps_the_rest_in_order_and_none_is_none()
    {
        Assert.Null(Refusal.All());
        Assert.Null(Refusal.All(null, null));
        var inner = Refusal.All(Of("b"), Of("c"));
        var all = Refusal.All(Of("a"), null, inner, Of("d"))!;
        Assert.Equal(["a", "b", "c", "d"], all.Each.Select(w => w.Code));
        Assert.All(all.Others, w => Assert.Empty(w.Others));
        Assert.Equal(Of("a"), Refusal.All(Of("a")));
    }

    [Fact]
    public void Everything_that_is_missing_from_a_slip_an_incident_or_a_line_of_the_catalogue_is_said_at_once()
    {
        Assert.Equal(
            ["Giver", "Fields", "Purpose", "Basis", "Until"],
            AskSlipRule
                .Decide(
                    new AskSlip("", null, [], "", "", null),
                    Guid.Empty,
                    Given.Handler,
                    Given.Jurisdiction,
                    Given.Today,
                    Given.Now
                )
                .Why!.Each.Select(w => w.Field)
        );
        Assert.Equal(
            ["What", "Touches", "Harm"],
            IncidentRule
                .Open(new OpenIncident(null, null, null), Guid.Empty, Given.Supervisor, Given.Jurisdiction, Given.Now)
                .Why!.Each.Select(w => w.Field)
        );
        Assert.Equal(
            ["Category", "Unit", "Why"],
            ChangeCatalogueRule
                .Decide(Given.Jurisdiction, new CatalogueChange.AddLine("", null, ""), "", Given.Today)
                .Why!.Each.Select(w => w.Field)
        );
        Assert.Equal(
            ["Zh", "En", "Why"],
            ChangeCatalogueRule
                .Decide(Given.Jurisdiction, new CatalogueChange.AddReason("", ""), "", Given.Today)
                .Why!.Each.Select(w => w.Field)
        );
    }
}
