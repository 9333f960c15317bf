using SmallMatters.Domain.Triage;
using Xunit;

namespace SmallMatters.Domain.Tests.Triage;

public sealed class TriageTrainerTests
{
    private static byte[] Bytes(TriageModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    [Fact]
    public void The_same_examples_and_seed_give_the_same_model_to_the_byte()
    {
        var first = Bytes(TriageTrainer.Train(NeighbourhoodMessages.Learned, new TriageOptions()));
        var second = Bytes(TriageTrainer.Train(NeighbourhoodMessages.Learned, new TriageOptions()));
        Assert.Equal(first, second);
    }

    [Fact]
    public void Another_seed_holds_out_other_examples()
    {
        var first = Bytes(TriageTrainer.Train(NeighbourhoodMessages.Learned, new TriageOptions { Seed = 1 }));
        var second = Bytes(TriageTrainer.Train(NeighbourhoodMessages.Learned, new TriageOptions { Seed = 2 }));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void An_example_with_two_classes_speaks_for_both()
    {
        var both = new TriageExample(
            "",
            "广场舞结束后满地垃圾没人清运",
            [NeighbourhoodMessages.Noise, NeighbourhoodMessages.Rubbish]
        );
        var model = TriageTrainer.Train([.. NeighbourhoodMessages.Learned, both, both, both], new TriageOptions());
        var firstTwo = model.Suggest("", both.Text).Ranked.Take(2).Select(ranked => ranked.Label);
        Assert.Equal(both.Labels.ToHashSet(), firstTwo.ToHashSet());
    }

    [Fact]
    public void Progress_grows_to_the_whole()
    {
        var told = new List<double>();
        var progress = new Listener(told);
        TriageTrainer.Train(NeighbourhoodMessages.Learned, new TriageOptions(), progress);
        Assert.Equal(1, told.Max(), 1e-9);
        Assert.All(told, share => Assert.InRange(share, 0, 1 + 1e-9));
    }

    [Fact]
    public void Two_examples_of_two_classes_are_enough_to_learn_something()
    {
        var model = TriageTrainer.Train(
            [new TriageExample("", "电梯", ["电梯"]), new TriageExample("", "垃圾", ["垃圾"])],
            new TriageOptions { LeastExamples = 1 }
        );
        Assert.Equal(2, model.Suggest("", "电梯").Ranked.Count);
    }

    [Fact]
    public void The_number_of_features_can_be_bounded()
    {
        var model = TriageTrainer.Train(NeighbourhoodMessages.Learned, new TriageOptions { MostFeatures = 50 });
        Assert.Equal(50, model.Features);
    }

    [Fact]
    public void Examples_of_one_class_or_of_none_are_refused()
    {
        Assert.Equal("triage-too-few-classes", TriageTrainer.Check([])?.Code);
        Assert.Equal("triage-too-few-classes", TriageTrainer.Check([new TriageExample("", "电梯", ["电梯"])])?.Code);
        Assert.Equal("triage-example-without-class", TriageTrainer.Check([new TriageExample("", "电梯", [])])?.Code);
        Assert.Null(TriageTrainer.Check(NeighbourhoodMessages.Learned));
        Assert.Throws<ArgumentException>(() => TriageTrainer.Train([], new TriageOptions()));
    }

    private sealed class Listener(List<double> told) : IProgress<double>
    {
        public void Report(double value)
        {
            lock (told)
            {
                told.Add(value);
            }
        }
    }
}
