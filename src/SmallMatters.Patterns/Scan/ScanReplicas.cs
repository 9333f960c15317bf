using SmallMatters.Patterns.Sampling;

namespace SmallMatters.Patterns.Scan;

/// <summary>Draws data sets in which nothing unusual happens, with the same total of cases as the observed one.</summary>
internal abstract class ScanReplicas
{
    /// <summary>Fills <paramref name="cases"/> (one count a cell) with a replica.</summary>
    public abstract void Draw(SeededStream random, int[] cases, ref int[]? scratch);

    public static ScanReplicas For(ScanModel model, int[] cases, double[]? measure, int periods) =>
        model switch
        {
            ScanModel.SpaceTimePermutation => new Permuted(cases, periods),
            ScanModel.Poisson => new Multinomial(cases.Sum(), measure!),
            ScanModel.Bernoulli => new Drawn(cases.Sum(), measure!),
            _ => throw new ArgumentOutOfRangeException(nameof(model), model, "Not a model."),
        };

    private sealed class Permuted : ScanReplicas
    {
        private readonly int[] rowStarts;
        private readonly int[] times;

        public Permuted(int[] cases, int periods)
        {
            var rows = new List<int>();
            var when = new List<int>();
            for (var cell = 0; cell < cases.Length; cell++)
            {
                for (var i = 0; i < cases[cell]; i++)
                {
                    rows.Add(cell / periods * periods);
                    when.Add(cell % periods);
                }
            }
            rowStarts = [.. rows];
            times = [.. when];
        }

        public override void Draw(SeededStream random, int[] cases, ref int[]? scratch)
        {
            scratch ??= new int[times.Length];
            times.CopyTo(scratch, 0);
            random.Shuffle<int>(scratch);
            Array.Clear(cases);
            for (var i = 0; i < scratch.Length; i++)
            {
                cases[rowStarts[i] + scratch[i]]++;
            }
        }
    }

    // Given their total, independent Poisson counts are multinomial. Walker's alias table draws a cell in constant time.
    private sealed class Multinomial : ScanReplicas
    {
        private readonly int total;
        private readonly double[] keep;
        private readonly int[] alias;

        public Multinomial(int total, double[] weights)
        {
            this.total = total;
            var n = weights.Length;
            var sum = weights.Sum();
            keep = [.. weights.Select(w => w * n / sum)];
            alias = new int[n];
            var small = new Stack<int>();
            var large = new Stack<int>();
            for (var i = 0; i < n; i++)
            {
                (keep[i] < 1 ? small : large).Push(i);
            }
            while (small.Count > 0 && large.Count > 0)
            {
                var (s, l) = (small.Pop(), large.Pop());
                alias[s] = l;
                keep[l] -= 1 - keep[s];
                (keep[l] < 1 ? small : large).Push(l);
            }
            foreach (var i in small.Concat(large))
            {
                keep[i] = 1;
            }
        }

        public override void Draw(SeededStream random, int[] cases, ref int[]? scratch)
        {
            Array.Clear(cases);
            for (var i = 0; i < total; i++)
            {
                var cell = random.NextInt(keep.Length);
                cases[random.NextDouble() < keep[cell] ? cell : alias[cell]]++;
            }
        }
    }

    private sealed class Drawn : ScanReplicas
    {
        private readonly int total;
        private readonly int[] individuals;

        public Drawn(int total, double[] totals)
        {
            this.total = total;
            var cells = new List<int>();
            for (var cell = 0; cell < totals.Length; cell++)
            {
                for (var i = 0; i < totals[cell]; i++)
                {
                    cells.Add(cell);
                }
            }
            individuals = [.. cells];
        }

        public override void Draw(SeededStream random, int[] cases, ref int[]? scratch)
        {
            scratch ??= new int[individuals.Length];
            individuals.CopyTo(scratch, 0);
            Array.Clear(cases);
            for (var i = 0; i < total; i++)
            {
                var j = i + random.NextInt(scratch.Length - i);
                (scratch[i], scratch[j]) = (scratch[j], scratch[i]);
                cases[scratch[i]]++;
            }
        }
    }
}
