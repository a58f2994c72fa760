#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A stream of random numbers.</summary>
    public class Generator : IDisposable
    {
        public Generator(ulong seed = 0, Device? device = null)
            : this(Native.ts_generator_new(seed, (int)(device?.type ?? DeviceType.CPU), device?.index ?? -1), device)
        {
        }

        private Generator(nint handle, Device? device = null)
        {
            if (handle == 0)
            {
                CheckForErrors();
            }

            Handle = handle;
            this.device = device ?? CPU;
        }

        ~Generator() => Dispose(disposing: false);

        /// <summary>The generator that everything on the CPU draws from that names no other.</summary>
        public static Generator Default => new(Native.ts_generator_default());

        public IntPtr Handle { get; private set; }

        public Device device { get; private set; }

        public Tensor get_state() => Native.ts_generator_state(Handle);

        public void set_state(Tensor value) => Native.Check(Native.ts_generator_set_state(Handle, value));

        public Generator manual_seed(long seed)
        {
            Native.Check(Native.ts_generator_seed(Handle, (ulong)seed));
            return this;
        }

        public long initial_seed()
        {
            Native.Check(Native.ts_generator_current_seed(Handle, out var seed));
            return (long)seed;
        }

        public void Dispose()
        {
            Dispose(disposing: true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (Handle != IntPtr.Zero)
            {
                Native.ts_generator_free(Handle);
                Handle = IntPtr.Zero;
            }
        }
    }

    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    public static partial class random
    {
        public static long initial_seed()
        {
            using var generator = Generator.Default;
            return generator.initial_seed();
        }

        /// <summary>Seeds the default generators of all devices.</summary>
        public static Generator manual_seed(long seed)
        {
            Native.Check(Native.ts_manual_seed((ulong)seed));
            return Generator.Default;
        }

        public static Tensor get_rng_state()
        {
            using var generator = Generator.Default;
            return generator.get_state();
        }

        public static void set_rng_state(Tensor new_state)
        {
            using var generator = Generator.Default;
            generator.set_state(new_state);
        }
    }
}
