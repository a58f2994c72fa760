using JsiGan.Core.Files;
using JsiGan.Testing;

namespace JsiGan.Core.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void A_file_is_replaced_and_nothing_is_left_beside_it()
    {
        AtomicFile.Write(_folder.File("file"), "old");
        AtomicFile.Write(_folder.File("file"), "new");

        Assert.Equal("new", File.ReadAllText(_folder.File("file")));
        Assert.Equal(["file"], _folder.Names());
    }

    [Fact]
    public void A_full_disk_leaves_the_old_content()
    {
        AtomicFile.Write(_folder.File("file"), "old");
        File.CreateSymbolicLink(AtomicFile.TemporaryNameOf(_folder.File("file")), "/dev/full");

        var failure = Assert.Throws<IOException>(() => AtomicFile.Write(_folder.File("file"), "new"));

        Assert.True(DiskSpace.IsFull(failure));
        Assert.Equal("old", File.ReadAllText(_folder.File("file")));
        Assert.Equal(["file"], _folder.Names());
    }

    public void Dispose() => _folder.Dispose();
}
