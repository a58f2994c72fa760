namespace JsiGan.Collectives.Tests;

/// <summary>World sizes x counts x types x transports: every element of every rank is checked.</summary>
public sealed class SumTests
{
    public static TheoryData<Transport, int, int> Cases()
    {
        var cases = new TheoryData<Transport, int, int>();
        foreach (var (transport, size) in Groups.All)
        {
            foreach (var count in new[] { 0, 1, 12_345, 786_433, 10_000_000 })
                cases.Add(transport, size, count);
        }

        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Every_rank_gets_the_sum_of_all_in_float32(Transport transport, int size, int count)
    {
        using var world = await World.ConnectAsync(size, transport);
        await world.EachAsync(rank =>
        {
            var values = new float[count];
            for (var i = 0; i < count; i++)
                values[i] = Value(rank.Rank, i);

            rank.AllReduceSum(values, World.Operation());
            for (var i = 0; i < count; i++)
            {
                if (values[i] != Expected(size, i))
                    Assert.Fail($"element {i} on rank {rank.Rank} is {values[i]}, {Expected(size, i)} is the sum");
            }
        });
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Every_rank_gets_the_sum_of_all_in_float64(Transport transport, int size, int count)
    {
        // Values beyond float32's precision show whether float64 was added.
        const double Fine = 1e-12;
        using var world = await World.ConnectAsync(size, transport);
        await world.EachAsync(rank =>
        {
            var values = new double[count / 2];
            for (var i = 0; i < values.Length; i++)
                values[i] = Value(rank.Rank, i) * Fine;

            rank.AllReduceSum(values, World.Operation());
            for (var i = 0; i < values.Length; i++)
            {
                if (Math.Abs(values[i] - (Expected(size, i) * Fine)) > Fine * 1e-12)
                    Assert.Fail($"element {i} on rank {rank.Rank} is {values[i]}, {Expected(size, i) * Fine} is the sum");
            }
        });
    }

    // Whole numbers: their sums are exact in any order.
    private static int Value(int rank, int i) => ((i * 7) + (rank * 13)) % 101 - 50;

    private static int Expected(int size, int i)
    {
        var sum = 0;
        for (var rank = 0; rank < size; rank++)
            sum += Value(rank, i);

        return sum;
    }
}
