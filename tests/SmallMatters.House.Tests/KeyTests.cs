using System.Text.RegularExpressions;
using Xunit;

namespace SmallMatters.House.Tests;

/// <summary>
/// Residents' names, contacts and words are ciphertext under keys of their own, and these keys are taken out in few places. A
/// new place needs a line here that says whose reading it is, or it belongs behind a receipt.
/// </summary>
public partial class KeyTests
{
    private const string Done = "where it is done";

    private static readonly Dictionary<string, string> TakesOut = new()
    {
        ["src/SmallMatters.Storage/Confidentiality/AccessReceipts.cs"] = "for staff, once the receipt is on disk",
        ["src/SmallMatters.Storage/Confidentiality/Identities.cs"] =
            "a sealed identity, for its own link, carriers and one opening",
        ["src/SmallMatters.Storage/Confidentiality/SealedIdentities.cs"] = "why an opening is asked for; no name, no contact",
        ["src/SmallMatters.Storage/Disputes/DisputeBook.cs"] = "for decisions, which show nothing",
        ["src/SmallMatters.Storage/Disputes/DisputeErasing.cs"] = "to decide what goes with somebody, which shows nothing",
        ["src/SmallMatters.Storage/Disputes/DisputeFacts.cs"] = Done,
        ["src/SmallMatters.Storage/Disputes/DisputeVerification.cs"] = "to compare rows with facts, which shows nothing",
        ["src/SmallMatters.Storage/Disputes/DisputeReader.Apart.cs"] = "a mediator's own notes, for the mediator alone",
        ["src/SmallMatters.Storage/Disputes/DisputeReader.cs"] = "for a party by its link: its own and the common one",
        ["src/SmallMatters.Storage/Disputes/SignedPages.cs"] =
            "a page of the signed agreement, for staff who were shown the dispute and for a party by its link",
        ["src/SmallMatters.Storage/Figures/FigureVerification.cs"] = "to compute figures again from facts, which shows nothing",
        ["src/SmallMatters.Storage/Hazards/PremisesSeals.cs"] =
            "contacts of premises: to compare with a file, which shows nothing, and for staff once the opening is on disk",
        ["src/SmallMatters.Storage/Keys/IdentityRing.cs"] = Done,
        ["src/SmallMatters.Storage/Liaisons/LiaisonBook.cs"] =
            "a volunteer, for the unit that appointed them, and on the area's page when they agreed",
        ["src/SmallMatters.Storage/Learning/LessonBook.cs"] =
            "the words of a lesson, which a second reviewer compared, for the staff",
        ["src/SmallMatters.Storage/Learning/SwapBook.cs"] =
            "the keys of nobody, so that a handler reads steps and no word of anybody",
        ["src/SmallMatters.Storage/Matters/Views/MatterReader.cs"] = "for the resident whose link it is",
        ["src/SmallMatters.Storage/Matters/Views/PartLists.cs"] = "what the owner wrote to another unit; no name, no contact",
        ["src/SmallMatters.Storage/Matters/Views/OpenPromises.cs"] = "what a unit promised; no name, no contact",
        ["src/SmallMatters.Storage/Matters/MatterBook.cs"] = "for decisions, which show nothing",
        ["src/SmallMatters.Storage/Matters/MatterMapping.cs"] = Done,
        ["src/SmallMatters.Storage/Matters/Verification.cs"] = "for the check of the chain, which shows nothing",
        ["src/SmallMatters.Storage/MinorCases/CaseDesk.cs"] = "for decisions on minor cases, which show nothing",
        ["src/SmallMatters.Storage/MinorCases/CaseFacts.cs"] = Done,
        ["src/SmallMatters.Storage/MinorCases/CaseReader.cs"] =
            "for the station once the receipt is on disk, and for a reporter or victim by their link: their own and staff's",
        ["src/SmallMatters.Storage/MinorCases/LinkedMediations.cs"] =
            "the case's own key, to read which mediation it is linked to, which shows nothing",
        ["src/SmallMatters.Storage/Notices/NoticeWriter.cs"] = "to seal a message to its receiver",
        ["src/SmallMatters.Storage/Notices/NoticeOutbox.cs"] = "to hand a message to its carrier",
        ["src/SmallMatters.Storage/Participation/ParticipationAsks.cs"] =
            "a wish, for its own link, and to make the mark of its contact",
        ["src/SmallMatters.Storage/Participation/ParticipationReplies.cs"] =
            "what a resident gave, for its own link and, without its contact, for the unit that asked; and to make the mark of its contact",
        ["src/SmallMatters.Storage/Participation/ParticipationReplies.Desk.cs"] = "to seal a message to who takes part",
        ["src/SmallMatters.Storage/Participation/PriorityBook.cs"] =
            "the words of a priority, which are for everybody or for the unit that looks, and to seal a message to its proposer",
        ["src/SmallMatters.Storage/Publishing/SealedDrafts.cs"] = "staff's own drafts, which have keys of the same make",
        ["src/SmallMatters.Storage/Publishing/Subscriptions.cs"] = "to seal a message to who subscribed",
        ["src/SmallMatters.Storage/Keys/KeyRing.cs"] = Done,
        ["src/SmallMatters.Storage/Services/NeedsBook.cs"] =
            "what a resident needs: to seal it, and for the resident by their link",
        ["src/SmallMatters.Storage/Transfers/KnownRows.cs"] = "to compare a row that comes again, which shows nothing",
        ["src/SmallMatters.Storage/Keys/MasterKeyCheck.cs"] = "to see whether the master key is the right one",
    };

    [Fact]
    public void A_residents_keys_are_taken_out_only_where_it_is_said_for_whom()
    {
        var found = Repo.Under("src", ".cs").Where(file => Taking().IsMatch(Repo.Read(file))).ToList();
        Assert.Equal(TakesOut.Keys.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_decision_on_receipts_names_each_of_them()
    {
        var decision = Repo.Read("docs/decisions/0010-access-receipts.md");
        Assert.All(
            TakesOut.Where(place => place.Value != Done).Select(place => Path.GetFileNameWithoutExtension(place.Key)),
            name => Assert.Contains($"`{name}", decision, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void What_staff_read_of_one_matter_or_part_comes_from_behind_a_receipt() =>
        Assert.All(
            ["MatterReader", "PartReader"],
            reader =>
            {
                var text = Repo.Read($"src/SmallMatters.Storage/Matters/Views/{reader}.cs");
                var staff = text[text.IndexOf("ForStaffAsync(", StringComparison.Ordinal)..];
                Assert.Contains("_receipts.OpenAsync(", staff, StringComparison.Ordinal);
                Assert.DoesNotContain("KeysOf(", staff, StringComparison.Ordinal);
            }
        );

    [GeneratedRegex(@"\bKeysOf\(|\bUnwrap\(")]
    private static partial Regex Taking();
}
