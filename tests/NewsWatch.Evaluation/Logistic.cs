namespace NewsWatch.Evaluation;

/// <summary>Logistic regression by Newton's method with a ridge; small and exact enough for a few dozen weights.</summary>
internal static class Logistic
{
    /// <summary>Weights in the order of the features, the constant last.</summary>
    public static double[] Fit(IReadOnlyList<(double[] Features, bool Label, double Weight)> rows, double ridge = 1, int rounds = 40)
    {
        var size = rows[0].Features.Length + 1;
        var weights = new double[size];
        for (var round = 0; round < rounds; round++)
        {
            var gradient = new double[size];
            var hessian = new double[size, size];
            foreach (var (features, label, rowWeight) in rows)
            {
                var score = weights[^1];
                for (var i = 0; i < features.Length; i++)
                    score += weights[i] * features[i];

                var chance = 1 / (1 + Math.Exp(-score));
                var error = rowWeight * ((label ? 1 : 0) - chance);
                var curve = rowWeight * Math.Max(chance * (1 - chance), 1e-6);
                for (var i = 0; i < size; i++)
                {
                    var left = i < features.Length ? features[i] : 1;
                    gradient[i] += error * left;
                    for (var j = 0; j <= i; j++)
                        hessian[i, j] += curve * left * (j < features.Length ? features[j] : 1);
                }
            }

            for (var i = 0; i < size; i++)
            {
                if (i < size - 1)
                {
                    gradient[i] -= ridge * weights[i];
                    hessian[i, i] += ridge;
                }

                for (var j = 0; j < i; j++)
                    hessian[j, i] = hessian[i, j];
            }

            var step = Solve(hessian, gradient);
            var length = 0.0;
            for (var i = 0; i < size; i++)
            {
                weights[i] += Math.Clamp(step[i], -5, 5);
                length += Math.Abs(step[i]);
            }

            if (length < 1e-6)
                break;
        }

        return weights;
    }

    private static double[] Solve(double[,] matrix, double[] right)
    {
        var size = right.Length;
        var (a, b) = ((double[,])matrix.Clone(), (double[])right.Clone());
        for (var column = 0; column < size; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < size; row++)
                if (Math.Abs(a[row, column]) > Math.Abs(a[pivot, column]))
                    pivot = row;

            for (var k = 0; k < size; k++)
                (a[column, k], a[pivot, k]) = (a[pivot, k], a[column, k]);

            (b[column], b[pivot]) = (b[pivot], b[column]);
            for (var row = column + 1; row < size; row++)
            {
                var factor = a[row, column] / a[column, column];
                for (var k = column; k < size; k++)
                    a[row, k] -= factor * a[column, k];

                b[row] -= factor * b[column];
            }
        }

        for (var row = size - 1; row >= 0; row--)
        {
            for (var k = row + 1; k < size; k++)
                b[row] -= a[row, k] * b[k];

            b[row] /= a[row, row];
        }

        return b;
    }
}
