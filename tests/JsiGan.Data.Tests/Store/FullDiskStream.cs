namespace JsiGan.Data.Tests.Store;

/// <summary>A new file on a disk with limited room; a write beyond it fails with ENOSPC.</summary>
internal sealed class FullDiskStream(string path, long room) : Stream
{
    private const int NoSpace = 28;

    private readonly FileStream _file = new(path, FileMode.CreateNew);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (_file.Length + count > room)
            throw new IOException("No space left on device", NoSpace);

        _file.Write(buffer, offset, count);
    }

    public override void Flush() => _file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _file.Dispose();

        base.Dispose(disposing);
    }
}
