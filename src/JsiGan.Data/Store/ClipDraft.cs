using System.Buffers.Binary;
using System.Runtime.InteropServices;
using JsiGan.Core.Files;

namespace JsiGan.Data.Store;

/// <summary>An unfinished clip: its files are append-only, so a kill leaves whole frames and a remainder that is cut off.</summary>
internal sealed class ClipDraft : IDisposable
{
    private const string PlanName = "plan.json";
    private const string NumbersName = "high.frames";

    private readonly string _folder;
    private readonly TileWriter<ushort> _high;
    private readonly TileWriter<byte> _low;
    private readonly Stream _numbers;
    private readonly List<int> _sourceFrames = [];

    private ClipDraft(string folder, ClipPlan plan, IReadOnlyList<int> sourceFrames, int lowFrames, Func<string, Stream> append)
    {
        (_folder, Plan, LowFrames) = (folder, plan, lowFrames);
        _sourceFrames.AddRange(sourceFrames);
        var (high, low) = (TileSet.High(folder), TileSet.Low(folder));
        _high = new TileWriter<ushort>(append(high.Tiles), append(high.Sums), plan.High);
        _low = new TileWriter<byte>(append(low.Tiles), append(low.Sums), plan.Low);
        _numbers = append(Path.Combine(folder, NumbersName));
    }

    public ClipPlan Plan { get; }

    /// <summary>Number in the source of each HDR frame that is stored.</summary>
    public IReadOnlyList<int> SourceFrames => _sourceFrames;

    /// <summary>SDR frames that are stored.</summary>
    public int LowFrames { get; private set; }

    /// <summary>Resumes the clip in the folder if it has the same plan, else starts from scratch.</summary>
    /// <param name="folder">The clip's own folder.</param>
    /// <param name="append">Opens a file to write at its end.</param>
    public static ClipDraft Open(string folder, ClipPlan plan, Func<string, Stream> append)
    {
        var planFile = Path.Combine(folder, PlanName);
        if (!File.Exists(planFile) || File.ReadAllText(planFile) != plan.ToJson())
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);

            Directory.CreateDirectory(folder);
            AtomicFile.Write(planFile, plan.ToJson());
            return new ClipDraft(folder, plan, [], 0, append);
        }

        var numbersFile = Path.Combine(folder, NumbersName);
        var numbers = File.Exists(numbersFile) ? File.ReadAllBytes(numbersFile) : [];
        var high = DraftRecovery.KeepWholeFrames(TileSet.High(folder), plan.High, sizeof(ushort), numbers.Length / sizeof(int));
        var low = DraftRecovery.KeepWholeFrames(TileSet.Low(folder), plan.Low, sizeof(byte), int.MaxValue);
        DraftRecovery.CutTo(numbersFile, high * sizeof(int));
        return new ClipDraft(folder, plan, MemoryMarshal.Cast<byte, int>(numbers)[..high].ToArray(), low, append);
    }

    /// <summary>Appends an HDR frame: planar 10-bit codes in the plan's chroma format.</summary>
    public void AppendHigh(int sourceFrame, ReadOnlyMemory<ushort> samples)
    {
        _high.Append(samples);
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(number, sourceFrame);
        _numbers.Write(number);
        _numbers.Flush();
        _sourceFrames.Add(sourceFrame);
    }

    /// <summary>Appends an SDR frame: planar 8-bit codes, 4:4:4.</summary>
    public void AppendLow(ReadOnlyMemory<byte> samples)
    {
        _low.Append(samples);
        LowFrames++;
    }

    /// <summary>Closes the files and returns their index entry.</summary>
    /// <param name="split">Which of the frames, by their number in the clip, are held out.</param>
    /// <exception cref="FailureException">No frame was stored, or not as many SDR as HDR frames.</exception>
    public StoredClip Complete(FrameSplit split)
    {
        if (SourceFrames.Count == 0 || SourceFrames.Count != LowFrames)
        {
            throw new FailureException(
                $"The clip {Plan.Name} gave {SourceFrames.Count} HDR and {LowFrames} SDR frames, but as many of each are needed, at "
                + "least 1: check that both sources are complete.");
        }

        Dispose();
        var (high, low) = (TileSet.High(_folder), TileSet.Low(_folder));
        foreach (var file in (string[])[high.Tiles, high.Sums, low.Tiles, low.Sums])
        {
            using var written = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
            written.Flush(flushToDisk: true);
        }

        return new StoredClip
        {
            Name = Plan.Name,
            Kind = Plan.Kind,
            Width = Plan.Width,
            Height = Plan.Height,
            Frames = SourceFrames.Count,
            Chroma = Plan.Chroma,
            Siting = Plan.Siting,
            Colour = Plan.Colour,
            Mastering = Plan.Mastering,
            ToneMapping = Plan.ToneMapping,
            SourceFrames = [.. SourceFrames],
            Validation = split.Validation,
            Test = split.Test,
            HighChecksum = Checksum.Of(File.ReadAllBytes(high.Sums)),
            LowChecksum = Checksum.Of(File.ReadAllBytes(low.Sums)),
            Sources = Plan.Sources,
        };
    }

    /// <summary>Moves the completed clip to its place, without the draft's own files.</summary>
    public void MoveTo(string folder)
    {
        File.Delete(Path.Combine(_folder, PlanName));
        File.Delete(Path.Combine(_folder, NumbersName));
        Directory.Move(_folder, folder);
    }

    public void Dispose()
    {
        _high.Dispose();
        _low.Dispose();
        _numbers.Dispose();
    }
}
