using System.Runtime.Intrinsics.X86;

namespace JsiGan.Models.Convolutions;

/// <summary>
/// 3x3 convolutions with padding 1 of contiguous float32 images on the CPU, by <see cref="Winograd"/>'s algorithm: with a quarter of the
/// multiplications of a direct sum. Images become tiles, [36, tiles, in], filters [36, in, out], and one batched matrix product gives the
/// results' tiles. It goes chunk by chunk, so that the tiles stay in the last-level cache and take little memory whatever the image.
/// </summary>
internal static unsafe class WinogradConvolution
{
    /// <summary>Values in the tiles of a chunk, inputs and results together.</summary>
    private const int ChunkValues = 3 << 20;

    /// <summary>Tiles in a chunk at least, so that a matrix product is worth its call.</summary>
    private const int ChunkTiles = 64;

    /// <summary>Channels from which transforming the tiles costs less than it saves.</summary>
    private const int FewestChannels = 32;

    private static readonly Tensor FilterTransform = Winograd.FilterTransform(turned: false).DetachFromDisposeScope();
    private static readonly Tensor TurnedFilterTransform = Winograd.FilterTransform(turned: true).DetachFromDisposeScope();

    /// <summary>
    /// Whether the convolution is one of those above and is faster this way: with few tiles, transforming the filters costs more than it
    /// saves.
    /// </summary>
    public static bool Pays(Tensor input, Tensor weight)
    {
        var fewest = Math.Min(weight.shape[0], weight.shape[1]);
        return Fma.IsSupported
            && input.dtype == ScalarType.Float32
            && input.device_type == TorchSharp.DeviceType.CPU
            && fewest >= FewestChannels
            && Grid(input).Count >= 4 * fewest;
    }

    /// <summary>conv(input, weight) + bias.</summary>
    /// <param name="input">N x in x H x W.</param>
    /// <param name="weight">Out x in x 3 x 3.</param>
    /// <param name="bias">Out; null for none.</param>
    public static Tensor Forward(Tensor input, Tensor weight, Tensor? bias)
    {
        using var filters = TransformFilters(weight, FilterTransform);
        using var matrices = filters.transpose(1, 2);
        return Convolve(input, matrices, (int)weight.shape[0], bias);
    }

    /// <summary>The gradient of the input: the convolution of the result's gradient with the filters turned by half a circle.</summary>
    public static Tensor InputGradient(Tensor gradient, Tensor weight)
    {
        using var matrices = TransformFilters(weight, TurnedFilterTransform);
        return Convolve(gradient, matrices, (int)weight.shape[1], null);
    }

    /// <summary>The gradient of the weight, out x in x 3 x 3: the adjoint of A^T [(G g) * (B^T d)] with respect to g.</summary>
    public static Tensor WeightGradient(Tensor input, Tensor gradient)
    {
        var grid = Grid(input);
        int inputs = (int)input.shape[1], outputs = (int)gradient.shape[1];
        using var sum = zeros(Winograd.Products, TransformedTiles.RoundUp(outputs), TransformedTiles.RoundUp(inputs));
        foreach (var chunk in Chunks(grid, inputs, outputs))
        {
            using var inputTiles = TileReader<InputTransform>.Read(input, grid, chunk);
            using var gradientTiles = TileReader<GradientTransform>.Read(gradient, grid, chunk);
            using var transposed = gradientTiles.Matrices.transpose(1, 2);
            using var product = transposed.bmm(inputTiles.Matrices);
            sum.add_(product);
        }

        using var products = sum.view(Winograd.Products, -1);
        using var byPair = products.t();
        using var taps = byPair.mm(FilterTransform);
        using var padded = taps.view(sum.shape[1], sum.shape[2], 3, 3);
        using var wide = padded.narrow(0, 0, outputs);
        using var exact = wide.narrow(1, 0, inputs);
        return exact.contiguous();
    }

    /// <param name="input">N x in x H x W.</param>
    /// <param name="filters">[36, in, out], both rounded up to whole lanes.</param>
    /// <param name="outputs">Channels of the result.</param>
    /// <param name="bias">One value per channel of the result; null for none.</param>
    private static Tensor Convolve(Tensor input, Tensor filters, int outputs, Tensor? bias)
    {
        var grid = Grid(input);
        var result = empty(input.shape[0], outputs, grid.Height, grid.Width, dtype: ScalarType.Float32);
        foreach (var chunk in Chunks(grid, (int)input.shape[1], outputs))
        {
            using var inputTiles = TileReader<InputTransform>.Read(input, grid, chunk);
            using var outputTiles = new TransformedTiles(inputTiles.Matrices.bmm(filters));
            TileWriter.Write(outputTiles, bias, result, grid, chunk);
        }

        return result;
    }

    /// <returns>[36, out, in], both rounded up to whole lanes.</returns>
    private static Tensor TransformFilters(Tensor weight, Tensor transform)
    {
        long outputs = weight.shape[0], inputs = weight.shape[1];
        long wide = TransformedTiles.RoundUp((int)outputs), deep = TransformedTiles.RoundUp((int)inputs);
        using var padded = wide == outputs && deep == inputs
            ? weight.contiguous()
            : nn.functional.pad(weight, [0, 0, 0, 0, 0, deep - inputs, 0, wide - outputs]);
        using var byPair = padded.view(wide * deep, 9);
        using var taps = byPair.t();
        using var products = transform.mm(taps);
        return products.view(Winograd.Products, wide, deep);
    }

    private static IEnumerable<Range> Chunks(TileGrid grid, int inputs, int outputs)
    {
        var perTile = Winograd.Products * (TransformedTiles.RoundUp(inputs) + TransformedTiles.RoundUp(outputs));
        var step = Math.Max(ChunkTiles, ChunkValues / perTile);
        for (var first = 0; first < grid.Count; first += step)
            yield return first..Math.Min(first + step, grid.Count);
    }

    private static TileGrid Grid(Tensor image) => new((int)image.shape[0], (int)image.shape[2], (int)image.shape[3]);
}
